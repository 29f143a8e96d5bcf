package io.tableorder.api.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.PlainText;
import io.tableorder.api.validation.WebAddress;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Describes the bounds of our own constraints as it does those of the standard ones, and each type under a name of its own. */
final class ApiSchemas extends ModelResolver {

    ApiSchemas(ObjectMapper mapper) {
        super(mapper, new UniqueNames());
        openapi31(true);
    }

    /** Two types of one name would become one schema, which then is wrong for one of them. */
    private static final class UniqueNames extends TypeNameResolver {

        private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            String name = super.nameForClass(type, options);
            Class<?> other = types.putIfAbsent(name, type);
            if (other != null && other != type) {
                throw new IllegalStateException(
                        "%s and %s have one name in the API's description: rename one".formatted(type, other));
            }
            return name;
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected boolean applyBeanValidatorAnnotations(
            Schema property,
            Annotation @Nullable [] annotations,
            @Nullable Schema parent,
            boolean applyNotNullAnnotations) {
        boolean applied = super.applyBeanValidatorAnnotations(property, annotations, parent, applyNotNullAnnotations);
        if (annotations != null) {
            for (Annotation annotation : annotations) {
                applyOwn(property, annotation);
            }
        }
        return applied;
    }

    private static void applyOwn(Schema<?> property, Annotation annotation) {
        switch (annotation) {
            case PlainText text -> property.minLength(text.min()).maxLength(text.max());
            case DisplayName name ->
                property.minLength(name.mayBeEmpty() ? 0 : 1).maxLength(name.max());
            case Password _ -> property.minLength(Password.MINIMUM).maxLength(Password.MAXIMUM);
            case WebAddress _ -> property.maxLength(Bounds.MAXIMUM_URL);
            default -> {}
        }
    }
}
