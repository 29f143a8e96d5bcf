package io.tableorder.operability.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tableorder.event.Role;
import io.tableorder.operability.access.Login;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.operability.settings.TokenLifetimes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:04:05.678Z");
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final SecuritySettings SETTINGS = new SecuritySettings(KEY, Duration.ofHours(16), List.of());

    private Instant now = NOW;
    private final InstantSource clock = () -> now;
    private final TokenIssuer issuer = new TokenIssuer(SETTINGS, clock);
    private final TokenReader reader = new TokenReader(SETTINGS, clock);

    @Test
    void what_is_issued_is_read_back() {
        Login login = new Login("device-1", 3L, 1L, NOW, "table-1");
        IssuedToken token = issuer.issue("table-1", Role.TABLE, "hanok", "gangnam", "table-1", login);

        assertThat(reader.read(token.value()))
                .isEqualTo(new Caller(
                        "table-1",
                        Role.TABLE,
                        "hanok",
                        "gangnam",
                        "table-1",
                        Instant.parse("2026-11-23T19:04:05Z"),
                        Instant.parse("2026-11-23T03:04:05Z"),
                        login));
        assertThat(token.expiresIn()).isEqualTo(57_600);
        assertThat(token.toString()).doesNotContain(token.value());
    }

    @Test
    void a_token_lives_as_long_as_its_role_may() {
        TokenLifetimes lifetimes =
                new TokenLifetimes(Duration.ofHours(16), Map.of(Role.CHAIN_ADMIN, Duration.ofHours(2)));
        TokenIssuer ofRoles = new TokenIssuer(
                new SecuritySettings(
                        KEY, Optional.empty(), Optional.empty(), true, List.of(), List.of(), lifetimes, List.of()),
                clock);

        IssuedToken token = ofRoles.issue("kim", Role.CHAIN_ADMIN, "hanok", null, null);

        assertThat(token.expiresIn()).isEqualTo(7_200);
        assertThat(reader.read(token.value()).expiresAt()).isEqualTo(Instant.parse("2026-11-23T05:04:05Z"));
    }

    @Test
    void a_token_that_names_no_device_is_one_by_itself_however_its_signature_is_spelled() throws Exception {
        var claims = new JWTClaimsSet.Builder()
                .subject("operator")
                .claim("role", "operator")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .build();
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        jwt.sign(new MACSigner(KEY.getBytes(StandardCharsets.UTF_8)));
        String token = jwt.serialize();
        // The last of 43 characters has two bits that stand for nothing.
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        String other = token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);

        Login login = reader.read(token).login();

        assertThat(login.device()).isNotEmpty();
        assertThat(login.epoch()).isNull();
        assertThat(login.at()).isEqualTo(Instant.parse("2026-11-23T03:04:05Z"));
        assertThat(reader.read(other).login()).isEqualTo(login);
    }

    @Test
    void the_operator_belongs_to_no_chain() {
        IssuedToken token = issuer.issue("operator", Role.OPERATOR, "", null, null);

        assertThat(reader.read(token.value()).chainId()).isEmpty();
    }

    @Test
    void a_token_ends_at_its_time_also_when_it_was_read_before() {
        String token = issuer.issue("s-1", Role.STAFF, "hanok", "gangnam", null).value();
        reader.read(token);

        now = Instant.parse("2026-11-23T19:04:04.999Z");
        assertThat(reader.read(token).subject()).isEqualTo("s-1");
        now = Instant.parse("2026-11-23T19:04:05Z");
        assertThatThrownBy(() -> reader.read(token)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void a_token_of_another_key_proves_nothing() {
        SecuritySettings other = new SecuritySettings(KEY.toUpperCase(Locale.ROOT), Duration.ofHours(1), List.of());
        String token = new TokenIssuer(other, clock)
                .issue("s-1", Role.STAFF, "hanok", "gangnam", null)
                .value();

        assertThatThrownBy(() -> reader.read(token))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage("not signed with our key");
    }

    @Test
    void a_token_that_says_it_needs_no_signature_proves_nothing() {
        String token = new PlainJWT(claims().build()).serialize();

        assertThatThrownBy(() -> reader.read(token)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void a_token_of_another_algorithm_proves_nothing() throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS384), claims().build());
        token.sign(new MACSigner(KEY + KEY));

        assertThatThrownBy(() -> reader.read(token.serialize())).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void one_changed_character_makes_it_worthless() {
        String token = issuer.issue("s-1", Role.STAFF, "hanok", "gangnam", null).value();
        int claim = token.indexOf('.') + 20;
        char other = token.charAt(claim) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, claim) + other + token.substring(claim + 1);

        assertThatThrownBy(() -> reader.read(changed)).isInstanceOf(InvalidTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "role", "chain_id", "store_id", "exp"})
    void a_claim_it_needs_may_not_be_missing(String claim) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256), claims().claim(claim, null).build());
        token.sign(new MACSigner(KEY));

        assertThatThrownBy(() -> reader.read(token.serialize()))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining("'" + claim + "' is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "typ, refresh+jwt, typ is not JWT",
        "iss, payroll, iss is another system",
        "aud, payroll, aud is another system",
        "nbf, 61, nbf is in the future",
        "iat, 61, iat is in the future",
        "exp, 604861, exp is later than any of ours",
    })
    void a_token_for_something_else_or_another_time_proves_nothing(String what, String value, String fault)
            throws Exception {
        JWTClaimsSet.Builder claims = claims();
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.HS256);
        switch (what) {
            case "typ" -> header.type(new JOSEObjectType(value));
            case "iss" -> claims.issuer(value);
            case "aud" -> claims.audience(value);
            default -> claims.claim(what, Date.from(NOW.plusSeconds(Long.parseLong(value))));
        }
        SignedJWT token = new SignedJWT(header.build(), claims.build());
        token.sign(new MACSigner(KEY));

        assertThatThrownBy(() -> reader.read(token.serialize()))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage(fault);
    }

    @Test
    void while_keys_change_tokens_of_both_are_read_and_those_of_the_second_are_not_issued() {
        String next = "fedcba9876543210fedcba9876543210";
        SecuritySettings changing = new SecuritySettings(next, Optional.of(KEY), Duration.ofHours(16), List.of());
        TokenReader both = new TokenReader(changing, clock);

        String former =
                issuer.issue("s-1", Role.STAFF, "hanok", "gangnam", null).value();
        String current = new TokenIssuer(changing, clock)
                .issue("s-2", Role.STAFF, "hanok", "gangnam", null)
                .value();

        assertThat(both.read(former).subject()).isEqualTo("s-1");
        assertThat(both.read(current).subject()).isEqualTo("s-2");
        assertThatThrownBy(() -> reader.read(current)).isInstanceOf(InvalidTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJIUzI1NiJ9..", "{}"})
    void what_is_no_token_proves_nothing(String text) {
        assertThatThrownBy(() -> reader.read(text)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void an_incomplete_token_is_not_issued() {
        assertThatThrownBy(() -> issuer.issue("t-1", Role.TABLE, "hanok", "gangnam", null))
                .hasMessage("The claim 'table_id' is missing");
    }

    @Test
    void more_tokens_than_are_remembered_are_still_read() {
        VerifiedTokens verified = new VerifiedTokens();
        Caller caller = new Caller("s", Role.STAFF, "c", "s", null, NOW);
        int[] verifications = {0};

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 40_000; i++) {
                verified.get("token-" + i, _ -> {
                    verifications[0]++;
                    return caller;
                });
            }
        }

        assertThat(verifications[0]).isBetween(40_000, 80_000);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("s-1")
                .claim("role", "staff")
                .claim("chain_id", "hanok")
                .claim("store_id", "gangnam")
                .expirationTime(Date.from(NOW.plusSeconds(60)));
    }
}
