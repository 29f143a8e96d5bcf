package io.tableorder.api.account;

import io.tableorder.api.account.IdentityCookie.Content;
import io.tableorder.api.oidc.Identity;
import io.tableorder.api.oidc.IdentityRefusedException;
import io.tableorder.api.oidc.SignInFlow;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Logs in those for whom an issuer vouches, where somebody who may has linked them to an account by an invitation. What is opened
 * is the account's, with its token, its devices and its end; the issuer gives no right.
 */
@Component
final class IdentityLogins {

    private static final Logger log = LoggerFactory.getLogger(IdentityLogins.class);

    private final SignInFlow flow;
    private final AcceptedInvitations invitations;
    private final StaffAccounts accounts;
    private final LoginAttempts attempts;
    private final Logins logins;

    IdentityLogins(
            SignInFlow flow,
            AcceptedInvitations invitations,
            StaffAccounts accounts,
            LoginAttempts attempts,
            Logins logins) {
        this.flow = flow;
        this.invitations = invitations;
        this.accounts = accounts;
        this.attempts = attempts;
        this.logins = logins;
    }

    /**
     * Begins a login, or the acceptance of an invitation.
     *
     * @throws ProblemException 401 or 429 as for {@link AcceptedInvitations#accept}; 404 without an issuer; 503 while it is away
     */
    SignInFlow.Started begin(@Nullable Secret invitation, HttpServletRequest request) {
        if (invitation != null) {
            invitations.requireForIdentity(invitation, ClientInfo.of(request));
        }
        return flow.begin(request);
    }

    /**
     * Takes what a browser came back with.
     *
     * @throws ProblemException 401 for an answer that proves nothing, an identity that is linked to nothing, a disabled account; 409 for
     *     an identity that is linked to another account; 404, 429 and 503 as for {@link #begin}
     */
    LoginAnswer logIn(Content begun, Secret code, String state, ClientInfo client) {
        var tried = new Tried();
        var name = new LoginName.OfIdentity(begun.begun().state());
        try {
            StaffAccounts.WithHash opened =
                    attempts.attempt(name, client, tried, _ -> vouchedFor(begun, code, state, tried));
            return logins.enter(opened, List.of(), client);
        } catch (ProblemException refused) {
            throw refused.problem().code() == ErrorCode.AUTH_ERROR ? notTaken() : refused;
        }
    }

    private Optional<StaffAccounts.WithHash> vouchedFor(Content begun, Secret code, String state, Tried tried) {
        Optional<StaffAccounts.WithHash> found = identified(begun, code, state)
                .flatMap(identity -> begun.invitation() == null
                        ? accounts.byIdentity(identity)
                        : accounts.byId(invitations
                                .link(Secret.of(begun.invitation()), identity)
                                .accountId()));
        tried.named(found.map(StaffAccounts.WithHash::account).orElse(null));
        return found.filter(StaffAccounts.WithHash::mayLogIn).filter(one -> AcceptedInvitations.mayLink(one.account()));
    }

    private Optional<Identity> identified(Content begun, Secret code, String state) {
        try {
            return Optional.of(flow.identify(begun.begun(), code.reveal(), state));
        } catch (IdentityRefusedException refused) {
            log.info("An issuer's answer was refused: {}", refused.getMessage());
            return Optional.empty();
        }
    }

    static ProblemException notTaken() {
        return new ProblemException(ErrorCode.AUTH_ERROR, ApiText.OIDC_REFUSED);
    }
}
