package io.tableorder.operability.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.ECKey;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedTokenKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:04:05Z");

    @TempDir
    private Path directory;

    private static TokenKeySet oneKey() {
        return TokenKeySet.first(TokenKeyFile.newKey(), NOW, Duration.ofHours(16));
    }

    @Test
    void a_set_is_the_same_after_the_file() throws Exception {
        TokenKeyFile file = new TokenKeyFile(directory.resolve("keys/signing.json"));
        TokenKeySet set = oneKey().rotated(TokenKeyFile.newKey(), NOW.plusSeconds(60), NOW);

        var _ = file.change(_ -> set);

        assertThat(file.read()).contains(set);
        assertThat(Files.getPosixFilePermissions(directory.resolve("keys/signing.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void of_many_who_change_a_file_at_once_none_is_lost() throws Exception {
        Path path = directory.resolve("signing.json");
        var _ = new TokenKeyFile(path).change(_ -> oneKey());

        List<Thread> others = IntStream.range(1, TokenKeySet.MAXIMUM_KEYS)
                .mapToObj(i -> Thread.ofPlatform().start(() -> rotate(path, i)))
                .toList();
        for (Thread other : others) {
            other.join();
        }

        assertThat(new TokenKeyFile(path).read().orElseThrow().keys()).hasSize(TokenKeySet.MAXIMUM_KEYS);
    }

    private static void rotate(Path path, int turn) {
        try {
            var _ = new TokenKeyFile(path)
                    .change(set -> set.rotated(TokenKeyFile.newKey(), NOW.plusSeconds(turn), NOW));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_changed_file_is_noticed_and_a_damaged_one_changes_nothing() throws Exception {
        Path path = directory.resolve("signing.json");
        Path published = directory.resolve("public.json");
        TokenKeyFile file = new TokenKeyFile(path);
        TokenKeySet set = file.change(_ -> oneKey());
        try (WatchedTokenKeys keys = WatchedTokenKeys.ofFile(path, new TokenKeyFile(published)::publish)) {
            keys.awaitFirstLook();
            assertThat(keys.current()).isEqualTo(set);

            TokenKeySet rotated = file.change(before -> before.rotated(TokenKeyFile.newKey(), NOW, NOW));
            await().until(() -> rotated.equals(keys.current()));
            assertThat(new TokenKeyFile(published).read()).contains(rotated.publicSet());

            Files.writeString(path, "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}");
            Files.writeString(path.resolveSibling("other"), "");
            // Two looks later.
            await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
            assertThat(keys.current()).isEqualTo(rotated);
        }
    }

    @Test
    void keys_of_an_address_stay_known_while_it_is_away() throws Exception {
        TokenKeySet set = oneKey();
        AtomicReference<String> answer = new AtomicReference<>(set.publicSet().toJson());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json");
        try (WatchedTokenKeys keys = WatchedTokenKeys.ofAddress(address)) {
            await().until(() -> keys.current() != null);
            ECKey next = TokenKeyFile.newKey();
            answer.set(set.rotated(next, NOW, NOW).publicSet().toJson());

            keys.lookAgain();
            await().until(() -> keys.current().known(next.getKeyID(), NOW).isPresent());

            server.stop(0);
            keys.lookAgain();
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(keys.current().known(next.getKeyID(), NOW)).isPresent();
        }
    }

    @Test
    void what_is_no_set_of_ours_is_refused() {
        for (String text : List.of("", "x", "{}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"1\"}]}")) {
            assertThatThrownBy(() -> TokenKeySet.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
