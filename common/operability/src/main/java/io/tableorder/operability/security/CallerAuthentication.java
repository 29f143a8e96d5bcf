package io.tableorder.operability.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Carries a caller as Spring Security does. Holds no credentials: the token has done its work. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(List.of());
        this.caller = caller;
        super.setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return caller.subject();
    }
}
