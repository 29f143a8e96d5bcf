package io.tableorder.operability.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tableorder.event.Role;
import io.tableorder.operability.keys.TokenKeyFile;
import io.tableorder.operability.keys.TokenKeySet;
import io.tableorder.operability.keys.TokenKeys;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.operability.settings.TokenLifetimes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyPairTokensTest {

    private static final Instant START = Instant.parse("2026-11-23T03:04:05Z");
    private static final Duration ANNOUNCED = Duration.ofMinutes(5);
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final SecuritySettings SETTINGS = new SecuritySettings(SECRET, Duration.ofHours(16), List.of());

    private Instant now = START;
    private final InstantSource clock = () -> now;
    private final ECKey first = TokenKeyFile.newKey();
    private final ECKey second = TokenKeyFile.newKey();
    private final KeysOfTheMoment keys = new KeysOfTheMoment();
    private final TokenIssuer issuer = new TokenIssuer(SETTINGS, keys, clock);
    private final TokenReader reader = new TokenReader(SETTINGS, keys, clock);

    /** What a file or an address says just now. */
    private static final class KeysOfTheMoment implements TokenKeys {
        private @Nullable TokenKeySet set;
        private int looks;

        @Override
        public boolean isUsed() {
            return true;
        }

        @Override
        public @Nullable TokenKeySet current() {
            return set;
        }

        @Override
        public void lookAgain() {
            looks++;
        }
    }

    private void startWithFirst() {
        keys.set = TokenKeySet.first(first, START, Duration.ofHours(16));
    }

    private String staffToken() {
        return issuer.issue("s-1", Role.STAFF, "hanok", "gangnam", null).value();
    }

    private static String kidOf(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    @Test
    void a_token_says_which_key_signed_it_and_is_known_by_the_public_half() throws Exception {
        startWithFirst();
        String token = staffToken();

        SignedJWT jwt = SignedJWT.parse(token);
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(first.getKeyID());
        TokenKeySet published = TokenKeySet.parse(keys.set.publicSet().toJson());
        assertThat(published.toJson()).doesNotContain("\"d\"");
        TokenReader elsewhere = new TokenReader(
                new SecuritySettings("", Duration.ofHours(16), List.of()), TokenKeys.of(published), clock);
        assertThat(elsewhere.read(token).subject()).isEqualTo("s-1");
    }

    @Test
    void a_new_key_is_known_at_once_and_signs_when_its_turn_comes() throws Exception {
        startWithFirst();
        keys.set = keys.set.rotated(second, START.plus(ANNOUNCED), now);
        String early = staffToken();
        now = START.plus(ANNOUNCED);
        String later = staffToken();

        assertThat(kidOf(early)).isEqualTo(first.getKeyID());
        assertThat(kidOf(later)).isEqualTo(second.getKeyID());
        assertThat(reader.read(early)).isNotNull();
        assertThat(reader.read(later)).isNotNull();
    }

    @Test
    void what_the_old_key_signed_lives_as_long_as_it_would_have() {
        startWithFirst();
        now = START.plusSeconds(1);
        keys.set = keys.set.rotated(second, now.plus(ANNOUNCED), now);
        now = now.plus(ANNOUNCED).minusSeconds(1);
        String last = staffToken();

        now = now.plus(Duration.ofHours(16)).minusSeconds(1);
        assertThat(new TokenReader(SETTINGS, keys, clock).read(last).subject()).isEqualTo("s-1");
        now = now.plusSeconds(1);
        assertThatThrownBy(() -> reader.read(last)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void a_key_is_dropped_when_the_longest_of_its_tokens_has_ended() {
        startWithFirst();
        keys.set = keys.set.rotated(second, START.plus(ANNOUNCED), now);
        now = START.plus(ANNOUNCED).plus(TokenKeySet.LONGEST_TOKEN);

        assertThat(keys.set.known(first.getKeyID(), now)).isEmpty();
        assertThat(keys.set
                        .rotated(TokenKeyFile.newKey(), now.plus(ANNOUNCED), now)
                        .keys())
                .hasSize(2);
    }

    @Test
    void nobody_collects_keys_without_end() {
        startWithFirst();
        for (int i = 1; i < TokenKeySet.MAXIMUM_KEYS; i++) {
            keys.set = keys.set.rotated(TokenKeyFile.newKey(), now.plusSeconds(i), now);
        }
        TokenKeySet full = keys.set;

        assertThatThrownBy(() -> full.rotated(second, now, now)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_leaked_key_takes_with_it_what_it_signed_also_when_that_was_read_before() {
        startWithFirst();
        String token = staffToken();
        reader.read(token);

        keys.set = TokenKeySet.replaced(second, now);

        assertThatThrownBy(() -> reader.read(token)).hasMessage("not signed with our key");
        assertThat(reader.read(staffToken()).subject()).isEqualTo("s-1");
    }

    @Test
    void tokens_of_before_there_were_key_pairs_live_as_long_as_they_would_have() throws Exception {
        keys.set = TokenKeySet.first(first, START.plus(ANNOUNCED), Duration.ofHours(16));
        String last = staffToken();
        assertThat(SignedJWT.parse(last).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS256);
        assertThat(kidOf(last)).isNotEmpty();

        now = START.plus(Duration.ofHours(16)).minusSeconds(1);
        assertThat(reader.read(last).subject()).isEqualTo("s-1");
    }

    @Test
    void the_secret_key_signs_for_nobody_but_operators_once_there_are_key_pairs() throws Exception {
        startWithFirst();
        now = START.plus(Duration.ofHours(17));
        String staff = bySecretKey("staff");
        String operator = bySecretKey("operator");

        assertThatThrownBy(() -> reader.read(staff)).isInstanceOf(InvalidTokenException.class);
        assertThat(reader.read(operator).role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void nor_for_operators_where_that_is_switched_off() throws Exception {
        startWithFirst();
        now = START.plus(Duration.ofHours(17));
        SecuritySettings off = new SecuritySettings(
                SECRET,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                TokenLifetimes.of(Duration.ofHours(1)),
                List.of());
        String operator = bySecretKey("operator");

        assertThatThrownBy(() -> new TokenReader(off, keys, clock).read(operator))
                .isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void a_token_of_a_strangers_key_proves_nothing_whatever_it_says() throws Exception {
        startWithFirst();
        JWTClaimsSet claims = claims("staff");
        byte[] published = first.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        List<String> forged = List.of(
                signed(JWSAlgorithm.ES256, first.getKeyID(), claims, new ECDSASigner(second)),
                signed(JWSAlgorithm.ES256, second.getKeyID(), claims, new ECDSASigner(second)),
                signed(JWSAlgorithm.ES256, null, claims, new ECDSASigner(first)),
                // What everybody may know, taken for a secret.
                signed(JWSAlgorithm.HS256, first.getKeyID(), claims, new MACSigner(published)));

        for (String token : forged) {
            assertThatThrownBy(() -> reader.read(token)).hasMessage("not signed with our key");
        }
        assertThat(keys.looks).as("looks for the one key that could be new").isEqualTo(1);
    }

    @Test
    void before_any_key_is_known_nobody_can_tell_a_good_token_from_a_bad_one() {
        startWithFirst();
        String token = staffToken();
        keys.set = null;

        assertThatThrownBy(() -> reader.read(token)).isInstanceOf(KeysNotKnownException.class);
    }

    private static String bySecretKey(String role) throws JOSEException {
        return signed(JWSAlgorithm.HS256, null, claims(role), new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    private static JWTClaimsSet claims(String role) {
        return new JWTClaimsSet.Builder()
                .subject("s-1")
                .claim("role", role)
                .claim("chain_id", "hanok")
                .claim("store_id", "gangnam")
                .expirationTime(Date.from(START.plus(Duration.ofHours(20))))
                .build();
    }

    private static String signed(JWSAlgorithm algorithm, @Nullable String kid, JWTClaimsSet claims, JWSSigner signer)
            throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }
}
