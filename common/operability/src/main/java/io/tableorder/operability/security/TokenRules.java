package io.tableorder.operability.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import io.tableorder.operability.settings.TokenLifetimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a token of ours from one that the same key signed for something else, or for another time. The rules follow RFC
 * 8725, sections 3.8 to 3.11. Claims that ours do not need may be absent: operators' tokens are made by hand.
 */
final class TokenRules {

    /** Our tokens say by it who made them and whom they are for. */
    static final String ISSUER = "table-order";

    /** How far the clock of another instance may be ahead. */
    private static final Duration MAXIMUM_SKEW = Duration.ofMinutes(1);

    /** The most that ACCESS_TOKEN_EXPIRE_HOURS takes. */
    private static final Duration MAXIMUM_LIFETIME = Duration.ofHours(TokenLifetimes.MOST_HOURS);

    private TokenRules() {}

    /** @throws InvalidTokenException naming the rule that is broken */
    static void check(JWSHeader header, JWTClaimsSet claims, Instant now) {
        require(isJwt(header.getType()), "typ is not JWT");
        require(claims.getIssuer() == null || claims.getIssuer().equals(ISSUER), "iss is another system");
        List<String> audience = claims.getAudience();
        require(audience.isEmpty() || audience.contains(ISSUER), "aud is another system");
        require(isPast(claims.getNotBeforeTime(), now), "nbf is in the future");
        require(isPast(claims.getIssueTime(), now), "iat is in the future");
        Date expires = claims.getExpirationTime();
        Instant latest = now.plus(MAXIMUM_LIFETIME).plus(MAXIMUM_SKEW);
        require(expires == null || !expires.toInstant().isAfter(latest), "exp is later than any of ours");
    }

    private static boolean isJwt(@Nullable JOSEObjectType type) {
        return type == null || type.equals(JOSEObjectType.JWT);
    }

    private static boolean isPast(@Nullable Date time, Instant now) {
        return time == null || !time.toInstant().isAfter(now.plus(MAXIMUM_SKEW));
    }

    private static void require(boolean kept, String fault) {
        if (!kept) {
            throw new InvalidTokenException(fault);
        }
    }
}
