package io.tableorder.operability.error;

import io.tableorder.operability.settings.ServerSettings;
import io.tableorder.operability.settings.SettingsAutoConfiguration;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.LocaleResolver;

/** Problem documents for every way a request can fail. */
@AutoConfiguration(
        after = SettingsAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ErrorAutoConfiguration {

    /** Right inside the request filter, so that its lines show what the caller was really answered. */
    private static final int ESCAPED_FAILURE_ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

    private static final int BODY_LIMIT_ORDER = Ordered.HIGHEST_PRECEDENCE + 30;

    @Bean
    ProblemWriter problemWriter() {
        return new ProblemWriter();
    }

    @Bean
    FailureResponder failureResponder(ObjectProvider<ProblemMapper> mappers, ProblemWriter writer) {
        return new FailureResponder(new Problems(mappers.orderedStream().toList()), writer);
    }

    @Bean
    ProblemAdvice problemAdvice(FailureResponder responder) {
        return new ProblemAdvice(responder);
    }

    @Bean
    ProblemErrorController problemErrorController(ProblemWriter writer) {
        return new ProblemErrorController(writer);
    }

    @Bean
    FilterRegistrationBean<EscapedFailureFilter> escapedFailureFilter(FailureResponder responder) {
        FilterRegistrationBean<EscapedFailureFilter> filter =
                new FilterRegistrationBean<>(new EscapedFailureFilter(responder));
        filter.setOrder(ESCAPED_FAILURE_ORDER);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
            ServerSettings settings, ObjectProvider<BodyLimit> exceptions, ProblemWriter writer) {
        FilterRegistrationBean<BodyLimitFilter> filter = new FilterRegistrationBean<>(new BodyLimitFilter(
                settings.maximumBodyBytes(), exceptions.stream().toList(), writer));
        filter.setOrder(BODY_LIMIT_ORDER);
        return filter;
    }

    /** Validation messages and problem documents are in the same language. */
    @Bean
    LocaleResolver localeResolver() {
        return new LanguageResolver();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return problemsFromServer();
    }

    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromServer() {
        TomcatContextCustomizer valve = context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemErrorReportValve.class.getName());
            }
        };
        return factory -> factory.addContextCustomizers(valve);
    }
}
