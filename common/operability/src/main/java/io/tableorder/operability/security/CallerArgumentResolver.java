package io.tableorder.operability.security;

import jakarta.servlet.http.HttpServletRequest;

/** Hands controllers the {@link Caller} itself. */
final class CallerArgumentResolver extends CallerArgument<Caller> {

    CallerArgumentResolver() {
        super(Caller.class);
    }

    @Override
    protected Caller resolve(Caller caller, HttpServletRequest request) {
        return caller;
    }
}
