package io.tableorder.operability.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tableorder.operability.settings.SecuritySettings;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;

/** Tells who a token speaks for. Knows no HTTP; safe for use by many threads. */
public final class TokenReader {

    /** Ours have about 350; a longer one is not worth the work of refusing it exactly. */
    private static final int MAXIMUM_TOKEN_CHARACTERS = 4_096;

    private final List<MACVerifier> verifiers;
    private final InstantSource clock;
    private final VerifiedTokens verified = new VerifiedTokens();

    public TokenReader(SecuritySettings settings, InstantSource clock) {
        this.verifiers =
                settings.acceptedKeys().stream().map(TokenReader::verifier).toList();
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
     */
    public Caller read(String token) {
        if (token.length() > MAXIMUM_TOKEN_CHARACTERS) {
            throw new InvalidTokenException("longer than " + MAXIMUM_TOKEN_CHARACTERS + " characters");
        }
        Caller caller = verified.get(token, this::verify);
        if (!clock.instant().isBefore(caller.expiresAt())) {
            throw new InvalidTokenException("expired at " + caller.expiresAt());
        }
        return caller;
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        for (MACVerifier verifier : verifiers) {
            if (jwt.verify(verifier)) {
                return true;
            }
        }
        return false;
    }

    private Caller verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // Never what the token itself asks for: "none" and the like are refused here.
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !isSigned(jwt)) {
                throw new InvalidTokenException("not signed with our key");
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            TokenRules.check(jwt.getHeader(), claims, clock.instant());
            // Decoded first: one signature can be spelled in several ways.
            return Claims.read(
                    claims, "token-" + Base64URL.encode(jwt.getSignature().decode()));
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            throw new InvalidTokenException("malformed: " + malformed.getMessage());
        }
    }
}
