package io.tableorder.api.web;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.tableorder.api.account.OwnStore;
import io.tableorder.api.idempotency.Write;
import io.tableorder.event.Position;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.settings.AppSettings;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/**
 * Describes the API, made from the controllers: {@code /v3/api-docs}, to be browsed at {@code /swagger-ui.html} while
 * DEBUG is true.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocs {

    static final String BEARER = "bearer";

    private static final String DESCRIPTION =
            "Takes orders from tablets and shows them to staff. JSON is snake_case, times are"
                    + " ISO 8601 in UTC, and money is an integer in the minor unit of the store's currency. Errors are problem"
                    + " documents; detail is Korean unless Accept-Language prefers English.";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Write.class, OwnStore.class, Caller.class)
                // Opaque to clients.
                .replaceWithClass(Position.class, String.class)
                // An event's facts, of whatever type.
                .replaceWithSchema(JsonNode.class, new ObjectSchema());
    }

    @Bean
    OpenAPI openApi(AppSettings app) {
        return new OpenAPI()
                .info(new Info()
                        .title(app.name())
                        .version(app.version())
                        .description(DESCRIPTION)
                        .license(new License().name("Apache License 2.0").identifier("Apache-2.0")))
                // Relative: whoever serves the description serves the API.
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT"))
                        .addSchemas(ApiOperations.PROBLEM, ApiOperations.problemSchema()));
    }

    @Bean
    ApiCatalogue apiCatalogue() {
        return new ApiCatalogue();
    }

    @Bean
    ApiOperations apiOperations() {
        return new ApiOperations();
    }

    /** Names as in the JSON, and required whatever is not marked nullable. */
    @Bean
    ModelResolver modelResolver() {
        var mapper = Json31.mapper().copy();
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        mapper.setAnnotationIntrospector(AnnotationIntrospectorPair.pair(
                new NullMarkedIntrospector(), mapper.getSerializationConfig().getAnnotationIntrospector()));
        return new ApiSchemas(mapper);
    }

    /** Opens the description, where it is served at all, to everybody: it says how to call, and nothing about any store. */
    @Bean
    AccessPolicy apiDocsAccess() {
        return rules -> rules.open(
                HttpMethod.GET,
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/**",
                "/swagger-ui.html",
                "/swagger-ui/**",
                "/webjars/**");
    }
}
