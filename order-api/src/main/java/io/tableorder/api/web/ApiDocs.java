package io.tableorder.api.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.settings.AppSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The API's description, made from the controllers: {@code /v3/api-docs}, to be browsed at {@code /swagger-ui.html}. */
@Configuration(proxyBeanMethods = false)
class ApiDocs {

    @Bean
    OpenAPI openApi(AppSettings app) {
        return new OpenAPI().info(new Info().title(app.name()).version(app.version()));
    }

    /** Open: it says how to call, not what there is. */
    @Bean
    AccessPolicy apiDocsAccess() {
        return rules -> rules.open(
                HttpMethod.GET,
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/**",
                "/swagger-ui.html",
                "/swagger-ui/**");
    }
}
