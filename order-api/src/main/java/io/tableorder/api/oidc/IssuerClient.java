package io.tableorder.api.oidc;

import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.tableorder.api.settings.OidcSettings.Issuer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;

/**
 * Asks one issuer. State, nonce, PKCE and the issuer's token are Spring Security's to make and to check; there is no HTTP session
 * here, so what it would keep in one is kept by the browser.
 */
final class IssuerClient {

    /** An issuer answers within tens of milliseconds; whoever waits longer than this tries again. */
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** A set of keys is some kilobytes. */
    private static final int MAXIMUM_KEY_BYTES = 256 * 1024;

    /** OpenID's bound for a subject. */
    private static final int MAXIMUM_SUBJECT = 255;

    private final Issuer issuer;
    private final Clock clock;
    private final IssuerMetadata metadata;
    private final OidcAuthorizationCodeAuthenticationProvider codes;

    private volatile @Nullable JwtDecoder decoder;

    IssuerClient(Issuer issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(ANSWER);
        RestClient.Builder http = RestClient.builder().requestFactory(requests);
        this.metadata = new IssuerMetadata(issuer, http.clone().build(), clock);
        var tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(http.clone()
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        // What the issuer's token says is enough: no other question is asked, and no claim becomes a right.
        this.codes = new OidcAuthorizationCodeAuthenticationProvider(
                tokens, request -> new DefaultOidcUser(List.of(), request.getIdToken()));
        this.codes.setJwtDecoderFactory(this::decoder);
    }

    SignInFlow.Started begin(HttpServletRequest request) {
        ClientRegistration registration = metadata.get();
        var requests = new DefaultOAuth2AuthorizationRequestResolver(
                _ -> registration, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        OAuth2AuthorizationRequest made = Objects.requireNonNull(
                requests.resolve(request, IssuerMetadata.REGISTRATION), "of the one registration");
        BegunSignIn begun = new BegunSignIn(
                Objects.requireNonNull(made.getState(), "made with it"),
                attribute(made, OidcParameterNames.NONCE),
                attribute(made, PkceParameterNames.CODE_VERIFIER));
        return new SignInFlow.Started(URI.create(made.getAuthorizationRequestUri()), begun);
    }

    private static String attribute(OAuth2AuthorizationRequest request, String name) {
        return Objects.requireNonNull(request.<String>getAttribute(name), name);
    }

    Identity identify(BegunSignIn begun, String code, String state) {
        ClientRegistration registration = metadata.get();
        var exchange = new OAuth2AuthorizationExchange(asked(registration, begun), answered(code, state));
        try {
            var proved = (OAuth2LoginAuthenticationToken)
                    codes.authenticate(new OAuth2LoginAuthenticationToken(registration, exchange));
            OAuth2User user =
                    Objects.requireNonNull(proved, "of a request with openid").getPrincipal();
            return identity((OidcUser) Objects.requireNonNull(user, "of an answer that was taken"));
        } catch (OAuth2AuthenticationException refused) {
            if (isAway(refused)) {
                throw IssuerMetadata.away();
            }
            throw new IdentityRefusedException(refused.getError().getErrorCode());
        } catch (AuthenticationException refused) {
            throw new IdentityRefusedException(refused.getClass().getSimpleName());
        }
    }

    /** The same request that was made when it began, as far as its answer is compared with it. */
    private OAuth2AuthorizationRequest asked(ClientRegistration registration, BegunSignIn begun) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(registration.getClientId())
                .authorizationUri(Objects.requireNonNull(
                        registration.getProviderDetails().getAuthorizationUri(), "looked for when it was read"))
                .redirectUri(issuer.redirectUri().toString())
                .scopes(registration.getScopes())
                .state(begun.state())
                .attributes(attributes -> {
                    attributes.put(OidcParameterNames.NONCE, begun.nonce());
                    attributes.put(PkceParameterNames.CODE_VERIFIER, begun.verifier());
                })
                .build();
    }

    private OAuth2AuthorizationResponse answered(String code, String state) {
        return OAuth2AuthorizationResponse.success(code)
                .state(state)
                .redirectUri(issuer.redirectUri().toString())
                .build();
    }

    private Identity identity(OidcUser user) {
        String subject = user.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > MAXIMUM_SUBJECT) {
            throw new IdentityRefusedException("no_usable_subject");
        }
        return new Identity(issuer.name(), subject);
    }

    private static boolean isAway(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Signatures by the issuer's key pairs only: none by a secret, which whoever has the client's could make. */
    private JwtDecoder decoder(ClientRegistration registration) {
        JwtDecoder made = decoder;
        if (made == null) {
            made = decoderOf(registration);
            decoder = made;
        }
        return made;
    }

    private JwtDecoder decoderOf(ClientRegistration registration) {
        int connect = Math.toIntExact(CONNECT.toMillis());
        int answer = Math.toIntExact(ANSWER.toMillis());
        NimbusJwtDecoder made;
        try {
            String place = Objects.requireNonNull(
                    registration.getProviderDetails().getJwkSetUri(), "looked for when it was read");
            made = NimbusJwtDecoder.withJwkSource(JWKSourceBuilder.<SecurityContext>create(
                                    URI.create(place).toURL(),
                                    new DefaultResourceRetriever(connect, answer, MAXIMUM_KEY_BYTES))
                            .build())
                    .jwsAlgorithms(all -> all.addAll(List.of(SignatureAlgorithm.values())))
                    .build();
        } catch (MalformedURLException notAnAddress) {
            throw new IdentityRefusedException("jwks_uri: " + notAnAddress.getMessage());
        }
        var claims = new OidcIdTokenValidator(registration);
        claims.setClock(clock);
        var times = new JwtTimestampValidator();
        times.setClock(clock);
        made.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, claims));
        made.setClaimSetConverter(new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return made;
    }
}
