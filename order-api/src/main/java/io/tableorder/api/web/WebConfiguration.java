package io.tableorder.api.web;

import io.tableorder.api.account.StoreScope;
import io.tableorder.api.picture.PictureUploads;
import io.tableorder.api.validation.WholeText;
import io.tableorder.api.writer.SteadyClock;
import io.tableorder.identity.ClientPositions;
import io.tableorder.operability.error.BodyLimit;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.wire.Json;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    Clock clock() {
        return new SteadyClock(Clock.systemUTC(), System::nanoTime);
    }

    /** Lets instances know each other, and whoever brings an operator's decision. */
    @Bean
    InstanceSignature instanceSignature(SecuritySettings security, Clock clock) {
        return new InstanceSignature(security, clock);
    }

    /**
     * Answers in the very JSON that events and the live board have. A quantity of 1.5 or "3" is a mistake to be told, not
     * one to be guessed at; a member that is not known may be a misspelt wish, and one that is there twice has no value.
     */
    @Bean
    JsonMapper jsonMapper(ClientPositions positions) {
        return Json.mapper()
                .rebuild()
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(WholeText.module())
                .addModule(positions.module())
                .build();
    }

    @Bean
    PositionHeader positionHeader(ClientPositions positions) {
        return new PositionHeader(positions);
    }

    @Bean
    BodyLimit guestsOrderLimit() {
        return new BodyLimit("/api/v1/customer/orders", OrderBodies.MAXIMUM_BYTES);
    }

    @Bean
    BodyLimit staffOrderLimit() {
        return new BodyLimit("/api/v1/admin/tables/{table_id}/orders", OrderBodies.MAXIMUM_BYTES);
    }

    @Bean
    BodyLimit pictureLimit() {
        return new BodyLimit(PictureController.UPLOAD, PictureUploads.MAXIMUM_BYTES);
    }

    @Bean
    BodyLimit rolloutLimit() {
        return new BodyLimit(ChainMenuController.ROLLOUTS, RolloutBodies.MAXIMUM_BYTES);
    }

    @Bean
    WebMvcConfigurer writeArguments(StoreScope scope, JsonMapper jsonMapper) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new WriteArgumentResolver(scope));
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new UnreadBodies(jsonMapper)).addPathPatterns("/api/**");
            }
        };
    }
}
