package io.tableorder.operability.security;

import io.tableorder.operability.access.AccessAutoConfiguration;
import io.tableorder.operability.access.AccessEnds;
import io.tableorder.operability.connection.InternalPort;
import io.tableorder.operability.error.ErrorAutoConfiguration;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemWriter;
import io.tableorder.operability.keys.TokenKeys;
import io.tableorder.operability.keys.WatchedTokenKeys;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.operability.settings.SecuritySettings.PublicKeys;
import io.tableorder.operability.settings.SettingsAutoConfiguration;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Tokens, and the rules of who may call what. */
@AutoConfiguration(
        after = {SettingsAutoConfiguration.class, ErrorAutoConfiguration.class, AccessAutoConfiguration.class},
        beforeName = {
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class SecurityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** A service that signs tokens knows them by its own keys; the others read the public ones where settings say. */
    @Bean
    @ConditionalOnMissingBean
    TokenKeys tokenKeys(SecuritySettings settings) {
        return settings.publicKeys()
                .<TokenKeys>map(place -> switch (place) {
                    case PublicKeys.InFile(Path file) -> WatchedTokenKeys.ofFile(file, _ -> {});
                    case PublicKeys.AtAddress(URI address) -> WatchedTokenKeys.ofAddress(address);
                })
                .orElse(TokenKeys.NONE);
    }

    @Bean
    TokenIssuer tokenIssuer(SecuritySettings settings, TokenKeys keys, InstantSource clock) {
        return new TokenIssuer(settings, keys, clock);
    }

    @Bean
    TokenReader tokenReader(SecuritySettings settings, TokenKeys keys, InstantSource clock) {
        return new TokenReader(settings, keys, clock);
    }

    @Bean
    AccessLookup accessTable(List<AccessPolicy> policies) {
        AccessRules rules = new AccessRules();
        policies.forEach(policy -> policy.describe(rules));
        return new AccessLookup(rules.rules());
    }

    @Bean
    AccessAudit accessAudit(
            AccessLookup table, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        return new AccessAudit(table, handlers);
    }

    /** The management port is for scrapers inside the network, who have no token. On the service port it matches nothing. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain managementFilterChain() {
        return new DefaultSecurityFilterChain(EndpointRequest.toAnyEndpoint(), List.of());
    }

    /** What is asked of the wrong port is not there, whoever asks, and looks like any path that does not exist. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    @ConditionalOnBean(InternalPort.class)
    SecurityFilterChain mistakenPortFilterChain(
            InternalPort internalPort, SecuritySettings settings, ProblemWriter problems) {
        Filter nothingThere = (request, response, _) -> problems.write(
                (HttpServletRequest) request, (HttpServletResponse) response, Problem.of(ErrorCode.NOT_FOUND));
        return new DefaultSecurityFilterChain(
                internalPort::isMistaken,
                new HeaderWriterFilter(List.of(new SecurityHeaders())),
                CorsRules.filter(settings.corsOrigins(), problems),
                nothingThere);
    }

    /**
     * Three filters instead of the dozen that Spring Security puts up for sessions, forms and logouts, none of which this
     * API has: with over 10,000 requests a second each of them would be felt.
     */
    @Bean
    SecurityFilterChain apiFilterChain(
            AccessLookup table,
            TokenReader tokens,
            ObjectProvider<Credential> credentials,
            AccessEnds ends,
            SecuritySettings settings,
            ProblemWriter problems) {
        return new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE,
                new HeaderWriterFilter(List.of(new SecurityHeaders())),
                CorsRules.filter(settings.corsOrigins(), problems),
                new CallerFilter(table, tokens, credentials.orderedStream().toList(), ends, problems));
    }

    /** Paths such as {@code //} or {@code ;x} that could be read one way by the rules and another way behind them. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        SecurityHeaders headers = new SecurityHeaders();
        return (request, response, _) -> {
            headers.writeHeaders(request, response);
            problems.write(request, response, Problem.of(ErrorCode.VALIDATION_ERROR));
        };
    }

    /** Boot would time every filter of the chain, at several times the cost of the filters. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgumentResolver());
            }
        };
    }
}
