package io.tableorder.api.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.Schema;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.PlainText;
import io.tableorder.api.validation.WebAddress;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** Describes the bounds of our own constraints as it does those of the standard ones. */
final class ApiSchemas extends ModelResolver {

    ApiSchemas(ObjectMapper mapper) {
        super(mapper);
        openapi31(true);
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
            case Password password -> property.minLength(password.min()).maxLength(Password.MAXIMUM_BYTES);
            case WebAddress _ -> property.maxLength(Bounds.MAXIMUM_URL);
            default -> {}
        }
    }
}
