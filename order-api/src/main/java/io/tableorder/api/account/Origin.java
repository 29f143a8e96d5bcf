package io.tableorder.api.account;

import io.tableorder.operability.request.RequestContext;
import io.tableorder.operability.security.Caller;
import io.tableorder.trail.AccountEvent;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who asked for something, and from where. Taken on the thread of the request, before any work that runs elsewhere.
 *
 * @param by absent for whoever is not in
 * @param device the login's; absent for whoever is not in
 */
record Origin(
        AccountEvent.@Nullable By by,
        @Nullable String device,
        String address,
        String userAgent,
        @Nullable String requestId) {

    /** What browsers say of themselves is no longer, and nothing else is of use. */
    private static final int MAXIMUM_USER_AGENT = 200;

    static Origin of(Caller caller) {
        return of(
                new AccountEvent.By(caller.role().wireName(), caller.subject()),
                caller.login().device());
    }

    /** Somebody who is logging in. */
    static Origin ofStranger() {
        return of(null, null);
    }

    private static Origin of(AccountEvent.@Nullable By by, @Nullable String device) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return new Origin(by, device, "", "", null);
        }
        HttpServletRequest request = attributes.getRequest();
        ClientInfo client = ClientInfo.of(request);
        return new Origin(
                by, device, client.address(), shortened(client.userAgent()), RequestContext.requestId(request));
    }

    /** The same, on behalf of somebody who is not asking. */
    Origin by(AccountEvent.By somebody) {
        return new Origin(somebody, device, address, userAgent, requestId);
    }

    /** The same, by the login that it opened. */
    Origin asDevice(String opened) {
        return new Origin(by, opened, address, userAgent, requestId);
    }

    private static String shortened(String userAgent) {
        return userAgent.length() <= MAXIMUM_USER_AGENT ? userAgent : userAgent.substring(0, MAXIMUM_USER_AGENT);
    }
}
