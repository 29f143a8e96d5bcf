package io.tableorder.operability.request;

import io.tableorder.operability.tracing.Traces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Gives each request an id and its lines in the log. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class RequestAutoConfiguration {

    /** The filter works outside everything that may answer or fail. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    FilterRegistrationBean<RequestFilter> requestFilter(ObjectProvider<RequestObserver> observers, Traces traces) {
        FilterRegistrationBean<RequestFilter> filter = new FilterRegistrationBean<>(
                new RequestFilter(observers.orderedStream().toList(), traces));
        filter.setOrder(ORDER);
        return filter;
    }
}
