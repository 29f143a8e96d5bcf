package io.tableorder.operability.health;

import java.util.stream.Stream;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** This holds for a service that reads the public keys of tokens from a file or an address, and waits for them. */
final class KeysAreReadElsewhere implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        return Stream.of("TOKEN_KEYS_FILE", "TOKEN_KEYS_URL")
                .map(environment::getProperty)
                .anyMatch(value -> value != null && !value.isBlank());
    }
}
