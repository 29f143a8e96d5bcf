package io.tableorder.api.settings;

import static io.tableorder.api.settings.ApiVariable.OIDC_CLIENT_ID;
import static io.tableorder.api.settings.ApiVariable.OIDC_CLIENT_SECRET;
import static io.tableorder.api.settings.ApiVariable.OIDC_ISSUER;
import static io.tableorder.api.settings.ApiVariable.OIDC_LABEL;
import static io.tableorder.api.settings.ApiVariable.OIDC_PAGES_URL;

import io.tableorder.operability.settings.Values;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * This says who may vouch for chain admins and operators beside their own passwords.
 *
 * @param issuer absent where nobody does
 */
public record OidcSettings(Optional<Issuer> issuer) {

    /** Where the issuer sends browsers back to; a page of this service. */
    public static final String RETURN_PATH = "/signed-in";

    private static final int LONGEST = 1_000;

    /**
     * An OpenID issuer, and what this platform is to it.
     *
     * @param name its address, byte for byte as it calls itself
     * @param label as pages call it
     * @param pages the origin of the pages
     */
    public record Issuer(String name, String clientId, String clientSecret, String label, URI pages) {

        public URI redirectUri() {
            return pages.resolve(RETURN_PATH);
        }

        @Override
        public String toString() {
            return "Issuer[name=" + name + ", clientId=" + clientId + ", clientSecret=***]";
        }
    }

    /** Reads all of them where one is set: half of it would be found out by the first who logs in. */
    static OidcSettings read(Values values) {
        boolean isWanted = List.of(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_PAGES_URL).stream()
                .anyMatch(values::isSet);
        if (!isWanted) {
            return new OidcSettings(Optional.empty());
        }
        Optional<String> name = values.required(OIDC_ISSUER, OidcSettings::issuerName);
        Optional<String> clientId = values.required(OIDC_CLIENT_ID, OidcSettings::bounded);
        Optional<String> secret = values.required(OIDC_CLIENT_SECRET, OidcSettings::bounded);
        Optional<URI> pages = values.required(OIDC_PAGES_URL, OidcSettings::origin);
        String label = values.text(OIDC_LABEL);
        boolean isWhole = name.isPresent() && clientId.isPresent() && secret.isPresent() && pages.isPresent();
        return new OidcSettings(
                isWhole
                        ? Optional.of(new Issuer(name.get(), clientId.get(), secret.get(), label, pages.get()))
                        : Optional.empty());
    }

    private static String bounded(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("too long");
        }
        return text;
    }

    private static String issuerName(String text) {
        URI uri = secure(text);
        if (uri.getQuery() != null || uri.getFragment() != null || text.endsWith("/.well-known/openid-configuration")) {
            throw new IllegalArgumentException("more than an issuer");
        }
        return text;
    }

    private static URI origin(String text) {
        URI uri = secure(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        if (!uri.getPath().isEmpty() || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("more than scheme, host and port");
        }
        return uri;
    }

    /** Codes travel there: in the clear on this machine only. */
    private static URI secure(String text) {
        URI uri = URI.create(bounded(text));
        if (uri.getUserInfo() != null || !isSecure(uri)) {
            throw new IllegalArgumentException("not an https URL");
        }
        return uri;
    }

    /** Returns true where nobody on the way reads what is sent: by https, or on this machine. */
    public static boolean isSecure(URI uri) {
        boolean isHere = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
        return uri.getHost() != null && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isHere));
    }
}
