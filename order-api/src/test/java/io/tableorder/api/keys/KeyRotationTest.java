package io.tableorder.api.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.event.Role;
import io.tableorder.operability.keys.TokenKeyFile;
import io.tableorder.operability.keys.TokenKeySet;
import io.tableorder.operability.keys.TokenKeys;
import io.tableorder.operability.keys.WatchedTokenKeys;
import io.tableorder.operability.security.TokenReader;
import io.tableorder.operability.settings.SecuritySettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {

    private static final int CALLERS = 8;

    private static final Duration ANNOUNCED = Duration.ofMinutes(5);

    private static final SecuritySettings NO_SECRET = new SecuritySettings("", Duration.ofHours(16), List.of());

    @TempDir
    private static Path directory;

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.start(
                "--TOKEN_SIGNING_KEYS_FILE=" + signing(), "--TOKEN_KEYS_FILE=" + directory.resolve("public.json"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Path signing() {
        return directory.resolve("private/signing.json");
    }

    private static String newToken() {
        return api.token(Role.CHAIN_ADMIN, "hanok", null, null);
    }

    private static String kidOf(String token) {
        try {
            return String.valueOf(SignedJWT.parse(token).getHeader().getKeyID());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void key_pairs_are_made_at_the_first_start_and_the_public_halves_told_to_everybody() throws Exception {
        TokenKeySet made = new TokenKeyFile(signing()).read().orElseThrow();
        String token = newToken();
        HttpResponse<String> told = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(api.url().resolve("/.well-known/jwks.json"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(made.keys().getFirst().isPrivate()).isTrue();
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValue("Cache-Control").orElse("")).contains("max-age=15");
        TokenKeySet known = TokenKeySet.parse(told.body());
        assertThat(known).isEqualTo(made.publicSet());
        assertThat(new TokenKeyFile(directory.resolve("public.json")).read()).contains(known);
        assertThat(new TokenReader(NO_SECRET, TokenKeys.of(known), api.clock())
                        .read(token)
                        .role())
                .isEqualTo(Role.CHAIN_ADMIN);
    }

    @Test
    void a_service_that_is_told_public_keys_and_has_no_private_ones_does_not_start() {
        assertThatThrownBy(() -> RunningApi.start("--TOKEN_KEYS_FILE=" + directory.resolve("public.json")))
                .hasStackTraceContaining("TOKEN_SIGNING_KEYS_FILE: got nothing");
    }

    private static boolean isKnown(TokenKeys keys, ECKey key, Instant now) {
        TokenKeySet set = keys.current();
        return set != null && set.known(key.getKeyID(), now).isPresent();
    }

    /** Other services read the same file by the same class. */
    @Test
    void while_keys_change_under_load_nobody_is_refused_or_logged_out() throws Exception {
        List<String> refused = Collections.synchronizedList(new ArrayList<>());
        Set<String> kids = ConcurrentHashMap.newKeySet();
        AtomicInteger requests = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<String> tokens = new ConcurrentLinkedQueue<>(List.of(newToken()));
        try (WatchedTokenKeys elsewhere = WatchedTokenKeys.ofFile(directory.resolve("public.json"), _ -> {});
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            elsewhere.awaitFirstLook();
            TokenReader reader = new TokenReader(NO_SECRET, elsewhere, api.clock());
            Callable<Void> caller = () -> {
                while (!over.get()) {
                    String fresh = newToken();
                    tokens.add(fresh);
                    kids.add(kidOf(fresh));
                    for (String token : List.of(fresh, tokens.peek())) {
                        int status = api.get("/api/v1/chain/stores", token).status();
                        // 503 says that PostgreSQL took too long on a busy machine, and nothing of keys.
                        if (status != 200 && status != 503) {
                            refused.add("order-api: " + status + " for " + kidOf(token));
                        }
                        reader.read(token);
                        requests.incrementAndGet();
                    }
                }
                return null;
            };
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(callers.submit(caller));
            }
            for (int rotations = 1; rotations <= 2; rotations++) {
                Instant now = api.clock().instant();
                ECKey next = TokenKeyFile.newKey();
                var _ = new TokenKeyFile(signing()).change(set -> set.rotated(next, now.plus(ANNOUNCED), now));
                await().until(() -> isKnown(elsewhere, next, now));
                api.clock().moveOn(ANNOUNCED);
                await().until(() -> kids.contains(next.getKeyID()));
            }
            int enough = requests.get() + 200;
            await().until(() -> requests.get() > enough);
            over.set(true);
            for (Future<Void> one : running) {
                one.get();
            }
        }
        assertThat(refused).isEmpty();
        assertThat(kids).hasSizeGreaterThanOrEqualTo(3);
    }
}
