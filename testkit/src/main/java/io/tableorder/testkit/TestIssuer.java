package io.tableorder.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tableorder.event.Ids;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * This is an OpenID issuer on a port of this machine. It takes whoever comes for the person it was told, and checks what a
 * client sends.
 */
public final class TestIssuer implements AutoCloseable {

    public static final String CLIENT_ID = "orders";
    public static final String CLIENT_SECRET = "a secret of this test";

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private record Asked(Map<String, String> parameters, String subject) {}

    private final ECKey key = newKey();
    private final int port;
    private final InstantSource clock;
    private final Map<String, Asked> codes = new ConcurrentHashMap<>();
    private @Nullable HttpServer server;
    private volatile String subject = "nobody";
    private volatile ECKey signing = key;
    private volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();

    private TestIssuer(int port, InstantSource clock) {
        this.port = port;
        this.clock = clock;
    }

    /** Makes one that is not there yet. */
    public static TestIssuer at(int port, InstantSource clock) {
        return new TestIssuer(port, clock);
    }

    public String name() {
        return "http://127.0.0.1:" + port + "/staff";
    }

    /** Returns the settings of a service that has its people vouched for here. */
    public Map<String, String> settings(String pages) {
        return Map.of(
                "OIDC_ISSUER", name(),
                "OIDC_CLIENT_ID", CLIENT_ID,
                "OIDC_CLIENT_SECRET", CLIENT_SECRET,
                "OIDC_PAGES_URL", pages,
                "OIDC_LABEL", "Test ID");
    }

    /** Listens from here on, if it does not already. */
    public TestIssuer start() {
        if (server != null) {
            return this;
        }
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext("/staff/.well-known/openid-configuration", this::document);
            started.createContext("/staff/keys", this::keys);
            started.createContext("/staff/authorize", this::authorize);
            started.createContext("/staff/token", this::token);
            started.start();
            server = started;
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says who comes from here on. */
    public void isAskedBy(String person) {
        subject = person;
        claims = UnaryOperator.identity();
        signing = key;
    }

    /** Lies in its tokens until the next comes. */
    public void lies(UnaryOperator<JWTClaimsSet.Builder> changed) {
        claims = changed;
    }

    /** Signs with a key that is not its own until the next comes. */
    public void signsWithAnotherKey() {
        signing = newKey();
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k-1").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private void document(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                Json.mapper()
                        .writeValueAsString(Map.of(
                                "issuer", name(),
                                "authorization_endpoint", name() + "/authorize",
                                "token_endpoint", name() + "/token",
                                "jwks_uri", name() + "/keys",
                                "response_types_supported", List.of("code"),
                                "subject_types_supported", List.of("public"),
                                "id_token_signing_alg_values_supported", List.of("ES256"))));
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
    }

    /** Where a person would say who they are; here it is known. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        String code = Ids.next();
        codes.put(code, new Asked(asked, subject));
        String back = asked.get("redirect_uri") + "?code=" + code + "&state="
                + URLEncoder.encode(asked.getOrDefault("state", ""), UTF_8);
        exchange.getResponseHeaders().add("Location", back);
        answer(exchange, 302, "");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> sent = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Asked asked = codes.remove(sent.getOrDefault("code", ""));
        if (!isClient(exchange) || asked == null || !answers(asked, sent)) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"access_token\":\"of-no-use\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\"%s\"}"
                        .formatted(idToken(asked)));
    }

    private static boolean isClient(HttpExchange exchange) {
        String credentials = URLEncoder.encode(CLIENT_ID, UTF_8) + ":" + URLEncoder.encode(CLIENT_SECRET, UTF_8);
        String expected = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
        return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static boolean answers(Asked asked, Map<String, String> sent) {
        return "S256".equals(asked.parameters().get("code_challenge_method"))
                && challenge(sent.getOrDefault("code_verifier", ""))
                        .equals(asked.parameters().get("code_challenge"))
                && String.valueOf(sent.get("redirect_uri"))
                        .equals(asked.parameters().get("redirect_uri"));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String idToken(Asked asked) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder said = new JWTClaimsSet.Builder()
                .issuer(name())
                .subject(asked.subject())
                .audience(CLIENT_ID)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("nonce", asked.parameters().get("nonce"));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k-1").build(),
                claims.apply(said).build());
        try {
            token.sign(new ECDSASigner(signing));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    private static Map<String, String> form(@Nullable String encoded) {
        return Arrays.stream((encoded == null ? "" : encoded).split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
