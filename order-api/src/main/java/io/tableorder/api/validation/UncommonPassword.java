package io.tableorder.api.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A password that is none of those guessed first; part of {@link Password}, with words of its own. */
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = UncommonPassword.Validator.class)
@interface UncommonPassword {

    String message() default "{io.tableorder.password-common}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The validation library makes it by its name. */
    final class Validator implements ConstraintValidator<UncommonPassword, Secret> {

        @Override
        public boolean isValid(@Nullable Secret secret, ConstraintValidatorContext context) {
            return secret == null || !CommonPasswords.contain(secret.normalised());
        }
    }
}
