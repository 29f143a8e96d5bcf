package io.tableorder.operability.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.access.Login;
import io.tableorder.operability.settings.SecuritySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Makes the tokens that {@link TokenReader} reads: whoever holds SECRET_KEY can make and read them. */
public final class TokenIssuer {

    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

    private final MACSigner signer;
    private final Duration lifetime;
    private final InstantSource clock;

    public TokenIssuer(SecuritySettings settings, InstantSource clock) {
        try {
            this.signer = new MACSigner(settings.keyBytes());
        } catch (KeyLengthException tooShort) {
            throw new IllegalArgumentException(
                    "SECRET_KEY takes at least " + SecuritySettings.MINIMUM_KEY_BYTES + " bytes", tooShort);
        }
        this.lifetime = settings.tokenLifetime();
        this.clock = clock;
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
        Instant issuedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Caller caller = new Caller(subject, role, chainId, storeId, tableId, issuedAt.plus(lifetime), issuedAt, login);
        Claims.requireComplete(caller);
        JWTClaimsSet claims = Claims.of(caller)
                .issuer(TokenRules.ISSUER)
                .audience(TokenRules.ISSUER)
                .issueTime(Date.from(issuedAt))
                .build();
        SignedJWT token = new SignedJWT(HEADER, claims);
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("HS256 is in every JDK", impossible);
        }
        return new IssuedToken(token.serialize(), caller.expiresAt(), lifetime.toSeconds());
    }
}
