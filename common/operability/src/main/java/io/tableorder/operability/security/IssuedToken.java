package io.tableorder.operability.security;

import java.time.Instant;

/**
 * This token was just issued.
 *
 * @param expiresIn seconds from issue to expiry, as logins answer it
 */
public record IssuedToken(String value, Instant expiresAt, long expiresIn) {

    @Override
    public String toString() {
        return "IssuedToken[value=***, expiresAt=" + expiresAt + "]";
    }
}
