package io.tableorder.api.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.CommandOutcome.Done;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.api.writer.TestCommands;
import io.tableorder.api.writer.WriterUnavailableException;
import io.tableorder.api.writer.WriterUnavailableException.Reason;
import io.tableorder.decide.CatalogueCommand;
import io.tableorder.decide.StoreCommand;
import io.tableorder.event.CatalogueEvent.MenuRank;
import io.tableorder.event.Ids;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.settings.SecuritySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code POST /internal/commands}, as other instances and as everybody else find it. */
class ForwardEndpointTest {

    private static final int MAXIMUM_BODY = 65_536;

    private final RunningApi api = RunningApi.shared();
    private final ForwardCodec codec = new ForwardCodec();
    private final String storeId = "forwarded-" + Ids.next();
    private final byte[] body = bodyOf(openStore());

    private InstanceSignature signature(String secretKey, Clock clock) {
        return new InstanceSignature(new SecuritySettings(secretKey, Duration.ofHours(1), List.of()), clock);
    }

    private String signed(byte[] signedBody) {
        return signature(RunningApi.SECRET_KEY, api.clock()).sign("POST", "/internal/commands", signedBody);
    }

    private CommandRequest openStore() {
        return TestCommands.setUp(storeId).getFirst();
    }

    private byte[] bodyOf(CommandRequest request) {
        return codec.write(new ForwardedCommand(request, false, Duration.ofSeconds(5)));
    }

    private byte[] bodyOf(StoreCommand command) {
        return bodyOf(TestCommands.request(storeId, Ids.next(), command));
    }

    private Answer post(byte[] sent, String signature, String... more) {
        return api.postInside(
                "/internal/commands",
                "",
                new String(sent, UTF_8),
                Stream.concat(Stream.of(InstanceSignature.HEADER, signature), Stream.of(more))
                        .toArray(String[]::new));
    }

    private void assertNothingThere(Answer answer) {
        answer.expectProblem(404, "NOT_FOUND");
        assertThat(answer.body()).doesNotContain("ignature");
    }

    @Test
    void an_instance_gets_the_outcome() {
        Answer answer = post(body, signed(body)).expect(200);
        assertThat(codec.readAnswer(answer.body().getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.replayed()).isFalse());
    }

    @Test
    void both_instances_log_the_request_under_one_id() {
        assertThat(post(body, signed(body), "X-Request-ID", "req-7").expect(200).header("X-Request-ID"))
                .isEqualTo("req-7");
    }

    @Test
    void without_a_signature_there_is_nothing() {
        assertNothingThere(api.postInside("/internal/commands", "", new String(body, UTF_8)));
        assertNothingThere(api.postInside("/internal/commands", api.operator(), new String(body, UTF_8)));
        assertNothingThere(post(body, "1.00"));
    }

    @Test
    void a_signature_made_with_another_key_opens_nothing() {
        assertNothingThere(post(
                body,
                signature("some-other-key-of-more-than-32-bytes", api.clock())
                        .sign("POST", "/internal/commands", body)));
    }

    @Test
    void another_body_under_a_signature_opens_nothing() {
        assertNothingThere(post(bodyOf(new CatalogueCommand.RemoveMenu("m")), signed(body)));
    }

    @Test
    void a_captured_request_opens_nothing_half_a_minute_later() {
        Clock earlier = Clock.offset(api.clock(), Duration.ofSeconds(-31));
        assertNothingThere(
                post(body, signature(RunningApi.SECRET_KEY, earlier).sign("POST", "/internal/commands", body)));
    }

    @Test
    void a_captured_request_repeated_at_once_is_done_once() {
        String signature = signed(body);
        CommandOutcome first = codec.readAnswer(post(body, signature).body().getBytes(UTF_8));
        CommandOutcome second = codec.readAnswer(post(body, signature).body().getBytes(UTF_8));
        assertThat(second).isEqualTo(new Done(((Done) first).receipt(), true));
    }

    @Test
    void a_signature_is_no_way_in_anywhere_else() {
        byte[] empty = "{}".getBytes(UTF_8);
        String signature = signature(RunningApi.SECRET_KEY, api.clock()).sign("POST", "/api/v1/admin/menus", empty);
        api.post("/api/v1/admin/menus", "", "{}", InstanceSignature.HEADER, signature)
                .expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void a_partition_that_is_not_owned_here_is_said_to_be_so_and_nothing_is_passed_on() {
        try (RunningApi other = RunningApi.start()) {
            other.gateway().fail(Reason.NOT_OWNED);
            String signature = signature(RunningApi.SECRET_KEY, other.clock()).sign("POST", "/internal/commands", body);
            Answer answer = other.postInside(
                    "/internal/commands", "", new String(body, UTF_8), InstanceSignature.HEADER, signature);
            assertThatThrownBy(() -> codec.readAnswer(answer.expect(200).body().getBytes(UTF_8)))
                    .isInstanceOfSatisfying(
                            WriterUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_OWNED));
        }
    }

    @Test
    void another_versions_command_is_a_request_not_understood() {
        byte[] future = "{\"format\":2}".getBytes(UTF_8);
        post(future, signed(future)).expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void a_command_made_of_the_largest_body_a_client_may_send_gets_through() {
        List<MenuRank> ranks = Stream.generate(() -> new MenuRank(Ids.next(), 100_000))
                .limit(MAXIMUM_BODY / bytesOfARank())
                .toList();
        byte[] large = bodyOf(new CatalogueCommand.ReorderMenus(ranks));
        assertThat(large.length).isGreaterThan(MAXIMUM_BODY);
        post(large, signed(large)).expect(200);
    }

    private static int bytesOfARank() {
        return "{\"menu_id\":\"%s\",\"display_order\":100000},"
                .formatted(Ids.next())
                .length();
    }

    @Test
    void a_longer_body_is_refused_before_it_is_read() {
        byte[] huge = new byte[Math.max(MAXIMUM_BODY, ForwardAccess.LONGEST_COMMAND_BYTES) + 9 * 1_024];
        post(huge, "1.00").expectProblem(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void on_the_public_port_there_is_nothing_for_another_instance_either() {
        String signature = signed(body);
        Answer unknown = api.post("/nothing-here", api.operator(), "{}");
        Answer answer =
                api.post("/internal/commands", "", new String(body, UTF_8), InstanceSignature.HEADER, signature);

        assertNothingThere(answer);
        assertThat(answer.text("detail")).isEqualTo(unknown.expect(404).text("detail"));
        post(body, signature).expect(200);
    }

    @Test
    void it_is_not_in_the_description_of_the_api() {
        assertThat(api.send("GET", "/v3/api-docs", "", null, Map.of()).body()).doesNotContain("internal");
    }
}
