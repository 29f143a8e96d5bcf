package io.tableorder.operability.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** A bean that knows callers by something else than a bearer token, such as a ticket. Asked when no token was sent. */
@FunctionalInterface
public interface Credential {

    /**
     * Reads who makes the request.
     *
     * @return null when the request does not carry this credential
     * @throws InvalidTokenException when it does, and it proves nothing
     */
    @Nullable
    Caller read(HttpServletRequest request);
}
