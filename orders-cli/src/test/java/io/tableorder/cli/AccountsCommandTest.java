package io.tableorder.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.projector.KafkaLog;
import io.tableorder.store.Head;
import io.tableorder.trail.AccountEvent;
import io.tableorder.trail.AccountEventCodec;
import io.tableorder.trail.AccountEventType;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsCommandTest {

    private static final Instant START = Instant.parse("2026-11-30T01:00:00Z");

    private KafkaLog kafka;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() throws Exception {
        kafka = new KafkaLog();
        producer = new KafkaProducer<>(
                kafka.settings().clientProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        kafka.close();
    }

    private static CommandRun keep(StubApi api, String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "accounts";
        System.arraycopy(options, 0, all, 1, options.length);
        return CommandRun.of(
                Map.of("SECRET_KEY", "a-key-for-tests-of-more-than-32-bytes", "ORDER_API_URL", api.url()), all);
    }

    @Test
    void a_lost_second_factor_is_reset_for_an_operator_or_a_chains_admin() throws Exception {
        try (StubApi api = new StubApi()) {
            api.next(
                    "GET /platform/operators",
                    200,
                    "{\"operators\":[{\"account_id\":\"a-1\",\"username\":\"owner\"}]}");
            api.next(
                    "GET /platform/chains",
                    200,
                    "{\"chains\":[{\"chain_id\":\"hanok\",\"admins\":[{\"account_id\":\"a-2\",\"username\":\"boss\"}]}]}");

            CommandRun operator = keep(api, "reset-second-factor", "--operator=owner");
            CommandRun admin = keep(api, "reset-second-factor", "--chain=hanok", "--admin=boss");

            assertThat(operator.exitCode()).as(operator.err()).isZero();
            assertThat(operator.out()).contains("owner logs in with the password alone now.");
            assertThat(admin.exitCode()).as(admin.err()).isZero();
            assertThat(api.whatWasAsked())
                    .contains(
                            "DELETE /platform/operators/a-1/second-factor",
                            "DELETE /platform/chains/hanok/admins/a-2/second-factor");
        }
    }

    @Test
    void somebody_is_invited_by_a_link_to_the_pages() throws Exception {
        try (StubApi api = new StubApi()) {
            api.next(
                    "GET /platform/operators",
                    200,
                    "{\"operators\":[{\"account_id\":\"a-1\",\"username\":\"owner\"}]}");
            api.next(
                    "POST /platform/operators/a-1/invitation",
                    201,
                    "{\"invitation_code\":\"K7TRWM4QX2HP9ABCDEFG\",\"expires_at\":\"2026-12-03T10:00:00Z\"}");

            CommandRun run = keep(api, "invite", "--operator=owner");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains("owner chooses a password until 2026-12-03T10:00:00Z")
                    .contains("/invitation#code=K7TRWM4QX2HP9ABCDEFG");
        }
    }

    @Test
    void whoever_is_not_there_or_is_named_by_halves_is_said() throws Exception {
        try (StubApi api = new StubApi()) {
            api.next("GET /platform/operators", 200, "{\"operators\":[]}");

            CommandRun nobody = keep(api, "reset-second-factor", "--operator=owner");
            CommandRun half = keep(api, "reset-second-factor", "--chain=hanok");

            assertThat(nobody.exitCode()).isEqualTo(3);
            assertThat(nobody.err()).contains("There is no operator called owner");
            assertThat(half.exitCode()).isEqualTo(2);
            assertThat(half.err()).contains("--chain ID with --admin NAME");
        }
    }

    private static byte[] event(String chain, long sequence, AccountEventType type, String before) {
        return AccountEventCodec.write(new AccountEvent(
                "e-" + chain + sequence,
                type.wireName(),
                chain,
                sequence,
                START.plusSeconds(sequence),
                chain + "-gangnam",
                "a-1",
                "kim",
                "staff",
                null,
                null,
                null,
                "192.0.2.7",
                "Firefox",
                null,
                before,
                null));
    }

    /** Each third one a login that failed. */
    private static List<byte[]> trail(String chain, int events) {
        List<byte[]> trail = new ArrayList<>();
        String before = Head.GENESIS_HASH;
        for (int sequence = 1; sequence <= events; sequence++) {
            AccountEventType type =
                    sequence % 3 == 0 ? AccountEventType.LOGIN_FAILED : AccountEventType.LOGIN_SUCCEEDED;
            byte[] event = event(chain, sequence, type, before);
            before = HashChain.sealOf(event);
            trail.add(event);
        }
        return trail;
    }

    private void write(String chain, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(Topics.ORDER_ACCOUNTS, chain.getBytes(UTF_8), value))
                .get();
    }

    private void write(String chain, List<byte[]> values) throws Exception {
        for (byte[] value : values) {
            write(chain, value);
        }
    }

    private CommandRun accounts(String... arguments) {
        List<String> all = new ArrayList<>(List.of("accounts"));
        all.addAll(List.of(arguments));
        return CommandRun.of(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.broker().bootstrapServers()), all.toArray(String[]::new));
    }

    @Test
    void each_event_is_a_line_byte_for_byte_once_and_the_whole_is_checked() throws Exception {
        List<byte[]> hanok = trail("hanok", 6);
        write("hanok", hanok);
        write("bunsik", trail("bunsik", 2));
        write("hanok", hanok.subList(3, 6));

        CommandRun all = accounts();
        CommandRun some = accounts("--chain", "hanok", "--type", "login.failed.v1");

        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.lines()).hasSize(8).contains(new String(hanok.getFirst(), UTF_8));
        assertThat(all.err()).contains("8 events, 0 faults");
        assertThat(some.lines()).containsExactly(new String(hanok.get(2), UTF_8), new String(hanok.get(5), UTF_8));
        assertThat(accounts(
                                "--from",
                                START.plusSeconds(2).toString(),
                                "--to",
                                START.plusSeconds(4).toString())
                        .lines())
                .hasSize(3);
    }

    @Test
    void where_the_topic_has_forgotten_the_beginning_the_rest_is_whole() throws Exception {
        write("hanok", trail("hanok", 5).subList(2, 5));

        assertThat(accounts().exitCode()).isZero();
    }

    @Test
    void what_was_altered_removed_or_put_in_is_told() throws Exception {
        List<byte[]> trail = trail("hanok", 5);
        write("hanok", trail.get(0));
        write("hanok", new String(trail.get(1), UTF_8).replace("kim", "lee").getBytes(UTF_8));
        write("hanok", trail.get(2));
        write("hanok", event("hanok", 4, AccountEventType.LOGIN_FAILED, "f".repeat(64)));
        write("hanok", "nonsense".getBytes(UTF_8));

        CommandRun run = accounts();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("0-1 was altered", "0-2 is number 3", "0-3 does not follow", "0-4 is no account event")
                .contains("4 faults");
    }

    @Test
    void a_platform_without_the_topic_is_told_so() throws Exception {
        try (Admin admin = Admin.create(kafka.settings().clientProperties())) {
            admin.deleteTopics(List.of(Topics.ORDER_ACCOUNTS)).all().get();
        }

        assertThat(accounts().exitCode()).isEqualTo(3);
    }
}
