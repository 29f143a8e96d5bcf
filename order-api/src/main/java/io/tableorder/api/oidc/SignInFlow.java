package io.tableorder.api.oidc;

import io.tableorder.api.settings.OidcSettings;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Sends browsers to the issuer that the settings name, and takes its answer. Without settings nothing of it is made, and an
 * issuer that is away stops no start.
 */
@Component
public final class SignInFlow {

    /**
     * This is where a browser is to go, and what it is to keep.
     *
     * @param address where the issuer asks the person
     */
    public record Started(URI address, BegunSignIn begun) {}

    private final Optional<IssuerClient> client;

    SignInFlow(OidcSettings settings, Clock clock) {
        this.client = settings.issuer().map(issuer -> new IssuerClient(issuer, clock));
    }

    /**
     * Begins a login, for the browser that asks.
     *
     * @throws ProblemException 404 without an issuer; 503 while it is away
     */
    public Started begin(HttpServletRequest request) {
        return client().begin(request);
    }

    /**
     * Has the issuer say who came back from it.
     *
     * @param begun what the same browser has kept
     * @throws IdentityRefusedException if the answer is not the issuer's, not to this question, or too old
     * @throws ProblemException 404 without an issuer; 503 while it is away
     */
    public Identity identify(BegunSignIn begun, String code, String state) {
        return client().identify(begun, code, state);
    }

    private IssuerClient client() {
        return client.orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.OIDC_OFF));
    }
}
