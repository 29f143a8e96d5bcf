package io.tableorder.operability.access;

import io.tableorder.operability.settings.Need;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Holds for services that declare the need of Kafka. */
public final class NeedsKafka implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Need.of(context.getEnvironment()).contains(Need.KAFKA);
    }
}
