package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.RecordedEvent;
import io.tableorder.fixture.Evening;
import io.tableorder.fixture.StoreLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HashChainTest {

    /** The length of {@code ,"hash":"<64 digits>"}} that readers in other languages rely on. */
    private static final int SEAL_BYTES = 75;

    @Test
    void every_hash_can_be_computed_from_the_bytes_alone() throws Exception {
        String previous = "0".repeat(64);
        for (StoreLog.Entry entry : Evening.log().entries()) {
            byte[] value = entry.record().value();
            String text = new String(value, UTF_8);

            String hash = sha256(previous, value, value.length - SEAL_BYTES);

            assertThat(text).endsWith(",\"hash\":\"" + hash + "\"}");
            assertThat(text).contains(",\"prev_hash\":\"" + previous + "\",\"data\":");
            assertThat(HashChain.hashOf(previous, value)).isEqualTo(hash);
            assertThat(HashChain.sealOf(value)).isEqualTo(hash);
            previous = hash;
        }
    }

    @Test
    void head_and_sha256sum_agree() throws Exception {
        StoreLog.Entry last = Evening.log().entries().getLast();
        RecordedEvent event = last.event();

        assertThat(shell(
                        "(printf %s " + event.previousHash() + "; head -c -75) | sha256sum",
                        last.record().value()))
                .startsWith(event.hash() + " ");
    }

    @Test
    void what_is_too_short_or_not_sealed_carries_no_hash() {
        assertThat(HashChain.sealOf("{}".getBytes(UTF_8))).isEmpty();
        assertThat(HashChain.sealOf(new byte[0])).isEmpty();
        assertThat(HashChain.sealOf(("{\"a\":1,\"hush\":\"" + "0".repeat(64) + "\"}").getBytes(UTF_8)))
                .isEmpty();
        assertThat(HashChain.sealOf(("{\"a\":1,\"hash\":\"" + "0".repeat(64) + "\" }").getBytes(UTF_8)))
                .isEmpty();
    }

    /** Written apart from the code under test, on purpose with other means. */
    private static String sha256(String previous, byte[] value, int length) throws NoSuchAlgorithmException {
        byte[] input = new byte[64 + length];
        System.arraycopy(previous.getBytes(UTF_8), 0, input, 0, 64);
        System.arraycopy(value, 0, input, 64, length);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(input);
        return "%064x".formatted(new BigInteger(1, digest));
    }

    private static String shell(String command, byte[] input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        }
        try (InputStream stdout = process.getInputStream()) {
            String output = new String(stdout.readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output;
        }
    }
}
