package io.tableorder.operability.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tableorder.event.Role;
import io.tableorder.event.Sha256;
import io.tableorder.operability.keys.TokenKeySet;
import io.tableorder.operability.keys.TokenKeys;
import io.tableorder.operability.settings.SecuritySettings;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells who a token speaks for. Knows no HTTP; safe for use by many threads.
 *
 * <p>Where there are key pairs, a token is signed with one of them (ES256). SECRET_KEY (HS256) then signs for operators
 * alone, unless that is switched off, and for those who logged in before there were key pairs, until their tokens end.
 */
public final class TokenReader {

    /** Ours have about 400; a longer one is not worth the work of refusing it exactly. */
    private static final int MAXIMUM_TOKEN_CHARACTERS = 4_096;

    /** What was verified, and by which keys: without one of those it is worth nothing. */
    private record Verified(@Nullable TokenKeySet keys, VerifiedTokens tokens) {}

    private final List<MACVerifier> secretKeys;
    private final boolean operatorTokens;
    private final TokenKeys keys;
    private final InstantSource clock;
    private volatile Verified verified = new Verified(null, new VerifiedTokens());

    /** Makes a reader of an installation without key pairs. */
    public TokenReader(SecuritySettings settings, InstantSource clock) {
        this(settings, TokenKeys.NONE, clock);
    }

    /** Makes a reader that knows tokens by the keys of the moment. */
    public TokenReader(SecuritySettings settings, TokenKeys keys, InstantSource clock) {
        this.secretKeys =
                settings.acceptedKeys().stream().map(TokenReader::verifier).toList();
        this.operatorTokens = settings.operatorTokens();
        this.keys = keys;
        this.clock = clock;
    }

    private static MACVerifier verifier(byte[] key) {
        try {
            return new MACVerifier(key);
        } catch (JOSEException tooShort) {
            throw new IllegalArgumentException(
                    "SECRET_KEY takes at least " + SecuritySettings.MINIMUM_KEY_BYTES + " bytes", tooShort);
        }
    }

    /**
     * Returns whom the token names.
     *
     * @throws InvalidTokenException unless the token is signed with our key, meant for us, complete and valid now
     * @throws KeysNotKnownException when no keys have been read yet, so that nobody can tell
     */
    public Caller read(String token) {
        if (token.length() > MAXIMUM_TOKEN_CHARACTERS) {
            throw new InvalidTokenException("longer than " + MAXIMUM_TOKEN_CHARACTERS + " characters");
        }
        Caller caller = verifiedByKeysOfNow().get(token, this::verify);
        if (!clock.instant().isBefore(caller.expiresAt())) {
            throw new InvalidTokenException("expired at " + caller.expiresAt());
        }
        return caller;
    }

    /** A key that only came takes nothing from what was verified: ten thousand tablets are not verified again at once. */
    @SuppressWarnings("ReferenceEquality") // the same set is the same object, and this is asked with every request
    private VerifiedTokens verifiedByKeysOfNow() {
        Verified before = verified;
        TokenKeySet current = keys.current();
        if (before.keys == current) {
            return before.tokens;
        }
        boolean stands =
                current != null && (before.keys == null || current.isSuccessorOf(before.keys, clock.instant()));
        Verified now = new Verified(current, stands ? before.tokens : new VerifiedTokens());
        verified = now;
        return now.tokens;
    }

    private Caller verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = signedClaims(jwt);
            TokenRules.check(jwt.getHeader(), claims, clock.instant());
            Caller caller = Claims.read(claims, "token-" + nameOf(jwt));
            if (isBySecretKey(jwt)) {
                requireSecretKeyFor(caller);
            }
            return caller;
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            throw new InvalidTokenException("malformed: " + malformed.getMessage());
        }
    }

    /** One signature can be spelled in several ways, and whoever has one of a key pair can make another of it. */
    private static Base64URL nameOf(SignedJWT jwt) {
        return isBySecretKey(jwt)
                ? Base64URL.encode(jwt.getSignature().decode())
                : Base64URL.encode(Sha256.of(new String(jwt.getSigningInput(), StandardCharsets.US_ASCII)));
    }

    /** Never by what the token itself asks for: "none" and the like are refused here, and so is a key of the other kind. */
    private JWTClaimsSet signedClaims(SignedJWT jwt) throws JOSEException, ParseException {
        JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
        boolean signed = isBySecretKey(jwt) ? isSignedBySecretKey(jwt) : isSignedByKeyPair(jwt, algorithm);
        if (!signed) {
            throw new InvalidTokenException("not signed with our key");
        }
        return jwt.getJWTClaimsSet();
    }

    private static boolean isBySecretKey(SignedJWT jwt) {
        return JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm());
    }

    private boolean isSignedBySecretKey(SignedJWT jwt) throws JOSEException {
        for (MACVerifier verifier : secretKeys) {
            if (jwt.verify(verifier)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSignedByKeyPair(SignedJWT jwt, JWSAlgorithm algorithm) throws JOSEException {
        String kid = jwt.getHeader().getKeyID();
        if (!keys.isUsed() || !JWSAlgorithm.ES256.equals(algorithm) || kid == null) {
            return false;
        }
        ECKey key = current().known(kid, clock.instant()).orElse(null);
        if (key == null) {
            keys.lookAgain();
            return false;
        }
        return jwt.verify(new ECDSAVerifier(key));
    }

    private void requireSecretKeyFor(Caller caller) {
        if (!keys.isUsed() || (caller.role() == Role.OPERATOR && operatorTokens)) {
            return;
        }
        Instant ends = current().secretKeyUntil();
        if (caller.expiresAt().isAfter(ends)) {
            throw new InvalidTokenException(
                    "signed with SECRET_KEY, which signs for others than operators until " + ends);
        }
    }

    private TokenKeySet current() {
        TokenKeySet current = keys.current();
        if (current == null) {
            throw new KeysNotKnownException();
        }
        return current;
    }
}
