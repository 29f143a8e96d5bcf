package io.tableorder.operability.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.access.Login;
import io.tableorder.operability.keys.TokenKeySet;
import io.tableorder.operability.keys.TokenKeys;
import io.tableorder.operability.settings.SecuritySettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tokens that {@link TokenReader} reads: with the key pair whose turn it is, or SECRET_KEY where there is none
 * yet. Every token says by {@code kid} which key that was.
 */
public final class TokenIssuer {

    /** What signs, and the header that says so. */
    private record Signer(
            JWSHeader header, JWSSigner signer, @Nullable ECKey pair) {}

    private static final int NAME_CHARACTERS = 16;

    private final SecuritySettings settings;
    private final TokenKeys keys;
    private final InstantSource clock;
    private volatile @Nullable Signer last;

    /** Makes an issuer that signs with SECRET_KEY. */
    public TokenIssuer(SecuritySettings settings, InstantSource clock) {
        this(settings, TokenKeys.NONE, clock);
    }

    /**
     * Makes an issuer that signs with the key pair whose turn it is.
     *
     * @param keys with private halves
     */
    public TokenIssuer(SecuritySettings settings, TokenKeys keys, InstantSource clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    private Signer signer(Instant now) {
        TokenKeySet set = keys.current();
        ECKey pair = set == null ? null : set.signing(now).orElse(null);
        Signer known = last;
        if (known != null && Objects.equals(known.pair, pair)) {
            return known;
        }
        Signer signer = pair == null ? bySecretKey(settings.keyBytes()) : byKeyPair(pair);
        last = signer;
        return signer;
    }

    private static Signer byKeyPair(ECKey pair) {
        try {
            return new Signer(header(JWSAlgorithm.ES256, pair.getKeyID()), new ECDSASigner(pair), pair);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("The key " + pair.getKeyID() + " cannot sign", e);
        }
    }

    private static Signer bySecretKey(byte[] key) {
        try {
            // The name tells two keys apart and nothing else: it is made by the key and not from it.
            byte[] name = Hmac.sign(Hmac.key(key), "key name".getBytes(StandardCharsets.UTF_8));
            String kid = HexFormat.of().formatHex(name).substring(0, NAME_CHARACTERS);
            return new Signer(header(JWSAlgorithm.HS256, kid), new MACSigner(key), null);
        } catch (KeyLengthException tooShort) {
            throw new IllegalArgumentException(
                    "SECRET_KEY takes at least " + SecuritySettings.MINIMUM_KEY_BYTES + " bytes", tooShort);
        }
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String kid) {
        return new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(kid)
                .build();
    }

    /** Issues a token of a login that belongs to no account, such as a tool's. */
    public IssuedToken issue(
            String subject, Role role, String chainId, @Nullable String storeId, @Nullable String tableId) {
        return issue(subject, role, chainId, storeId, tableId, new Login(Ids.next(), null, null, clock.instant()));
    }

    /**
     * Issues a token that is valid from now on.
     *
     * @param chainId the empty string for the operator
     * @param storeId needed for tables, staff and store admins
     * @param tableId needed for tables
     * @param login by which the token can be ended
     */
    public IssuedToken issue(
            String subject,
            Role role,
            String chainId,
            @Nullable String storeId,
            @Nullable String tableId,
            Login login) {
        // Tokens count whole seconds; what is said about a token must be what it says.
        Instant now = clock.instant();
        Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        Duration lifetime = settings.tokenLifetimes().of(role);
        Caller caller = new Caller(subject, role, chainId, storeId, tableId, issuedAt.plus(lifetime), issuedAt, login);
        Claims.requireComplete(caller);
        JWTClaimsSet claims = Claims.of(caller)
                .issuer(TokenRules.ISSUER)
                .audience(TokenRules.ISSUER)
                .issueTime(Date.from(issuedAt))
                .build();
        Signer signer = signer(now);
        SignedJWT token = new SignedJWT(signer.header, claims);
        try {
            token.sign(signer.signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("HS256 and ES256 are in every JDK", impossible);
        }
        return new IssuedToken(token.serialize(), caller.expiresAt(), lifetime.toSeconds());
    }
}
