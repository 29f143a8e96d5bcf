package io.tableorder.api.oidc;

import io.tableorder.api.settings.OidcSettings;
import io.tableorder.api.settings.OidcSettings.Issuer;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.wire.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.web.client.RestClient;
import tools.jackson.core.type.TypeReference;

/** Reads where the issuer does what, when somebody first needs it; what was read holds until the service ends. */
final class IssuerMetadata {

    /** The only one there is. */
    static final String REGISTRATION = "oidc";

    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    /** So long nobody asks again after it was away: else each stranger at the login page would wait for it, and hold a request. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    /** Browsers, the client's secret and the keys go by these. */
    private static final List<String> ADDRESSES = List.of("authorization_endpoint", "token_endpoint", "jwks_uri");

    private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() {};

    private static final Logger log = LoggerFactory.getLogger(IssuerMetadata.class);

    private final Issuer issuer;
    private final RestClient http;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();

    private volatile @Nullable ClientRegistration known;
    private volatile Instant askAgainAt = Instant.MIN;

    IssuerMetadata(Issuer issuer, RestClient http, Clock clock) {
        this.issuer = issuer;
        this.http = http;
        this.clock = clock;
    }

    /** @throws ProblemException 503 while the issuer is away, or is another than it says */
    ClientRegistration get() {
        ClientRegistration found = known;
        return found == null ? read() : found;
    }

    private ClientRegistration read() {
        reading.lock();
        try {
            ClientRegistration found = known;
            if (found != null) {
                return found;
            }
            if (clock.instant().isBefore(askAgainAt)) {
                throw away();
            }
            ClientRegistration asked = ask();
            known = asked;
            return asked;
        } finally {
            reading.unlock();
        }
    }

    private ClientRegistration ask() {
        try {
            String body = http.get()
                    .uri(URI.create(documentOf(issuer.name())))
                    .retrieve()
                    .body(String.class);
            Map<String, Object> document = Json.mapper().readValue(body == null ? "" : body, DOCUMENT);
            if (!issuer.name().equals(document.get("issuer"))) {
                throw new IllegalArgumentException("it calls itself " + document.get("issuer"));
            }
            ADDRESSES.forEach(name -> requireSecure(name, document.get(name)));
            return ClientRegistrations.fromOidcConfiguration(document)
                    .registrationId(REGISTRATION)
                    .clientId(issuer.clientId())
                    .clientSecret(issuer.clientSecret())
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(issuer.redirectUri().toString())
                    .scope(OidcScopes.OPENID)
                    .build();
        } catch (RuntimeException unusable) {
            // There may be no line, no document, or one that the library takes for none, for which it has no exception
            // of its own.
            askAgainAt = clock.instant().plus(ASK_AGAIN);
            log.warn("The issuer {} cannot be used: {}", issuer.name(), unusable.getMessage());
            throw away();
        }
    }

    private static void requireSecure(String name, @Nullable Object address) {
        if (!(address instanceof String text) || !OidcSettings.isSecure(URI.create(text))) {
            throw new IllegalArgumentException(name + " is " + address + ", and has to be an https address");
        }
    }

    /** Some issuers' names end in a slash. */
    private static String documentOf(String name) {
        return (name.endsWith("/") ? name.substring(0, name.length() - 1) : name) + WELL_KNOWN;
    }

    static ProblemException away() {
        return ProblemException.unavailable(ApiText.OIDC_AWAY, ASK_AGAIN);
    }
}
