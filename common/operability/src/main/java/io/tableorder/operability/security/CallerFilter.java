package io.tableorder.operability.security;

import io.tableorder.event.Role;
import io.tableorder.operability.access.AccessEnds;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemWriter;
import io.tableorder.operability.logging.LogContext;
import io.tableorder.operability.security.AccessLookup.Access;
import io.tableorder.operability.text.OperabilityText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Settles in one place who calls and whether they may: 401 without a valid token or after its end, 403 with the wrong
 * role. One look each at the rules, the token and the ends of access is all a request pays.
 */
final class CallerFilter extends HttpFilter {

    private static final Logger LOG = LoggerFactory.getLogger(CallerFilter.class);
    private static final String SCHEME = "Bearer ";

    /** A chain admin may write anything into the parameter; no store's id is longer. */
    private static final int MAXIMUM_LOGGED_CHARACTERS = 64;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final transient AccessLookup table;
    private final transient TokenReader tokens;
    private final transient List<Credential> credentials;
    private final transient AccessEnds ends;
    private final transient ProblemWriter problems;

    CallerFilter(
            AccessLookup table,
            TokenReader tokens,
            List<Credential> credentials,
            AccessEnds ends,
            ProblemWriter problems) {
        this.ends = ends;
        this.table = table;
        this.tokens = tokens;
        this.credentials = List.copyOf(credentials);
        this.problems = problems;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        switch (table.of(HttpMethod.valueOf(request.getMethod()), path)) {
            case Access.Open _ -> chain.doFilter(request, response);
            case Access.Roles(var allowed) -> admit(request, response, chain, allowed::contains);
            case Access.Unserved _ -> admit(request, response, chain, _ -> true);
        }
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain, RoleCheck check)
            throws IOException, ServletException {
        Caller caller;
        try {
            caller = identify(request);
        } catch (KeysNotKnownException notYet) {
            unknown(request, response);
            return;
        }
        if (caller != null && !ends.isKnown()) {
            unknown(request, response);
            return;
        }
        if (caller == null || ends.isEnded(caller.bearer(), caller.login())) {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.write(request, response, Problem.of(ErrorCode.AUTH_ERROR));
            return;
        }
        describe(caller, request);
        if (!check.allows(caller.role())) {
            problems.write(request, response, Problem.of(ErrorCode.FORBIDDEN));
            return;
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(new CallerAuthentication(caller)));
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(
                request,
                response,
                Problem.of(ErrorCode.SERVICE_UNAVAILABLE, OperabilityText.LOGINS_NOT_KNOWN_YET)
                        .withRetryAfter(RETRY_AFTER));
    }

    private @Nullable Caller identify(HttpServletRequest request) {
        try {
            String header = request.getHeader("Authorization");
            if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
                return tokens.read(header.substring(SCHEME.length()).strip());
            }
            for (Credential credential : credentials) {
                Caller caller = credential.read(request);
                if (caller != null) {
                    return caller;
                }
            }
        } catch (InvalidTokenException invalid) {
            LOG.debug("Refused a token: {}", invalid.getMessage());
        }
        return null;
    }

    private static void describe(Caller caller, HttpServletRequest request) {
        MDC.put(LogContext.USER_ID, caller.subject());
        String store = caller.role() == Role.CHAIN_ADMIN ? request.getParameter("store_id") : caller.storeId();
        if (store != null && store.length() <= MAXIMUM_LOGGED_CHARACTERS) {
            MDC.put(LogContext.STORE_ID, store);
        }
    }

    private interface RoleCheck {
        boolean allows(Role role);
    }
}
