package io.tableorder.api.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A password that may be chosen: at least {@link #min} characters, at most what bcrypt reads. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Password.Validator.class)
public @interface Password {

    /** bcrypt reads 72 bytes and would silently ignore the rest. */
    int MAXIMUM_BYTES = 72;

    int min();

    String message() default "{io.tableorder.password}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The validation library makes it by its name. */
    final class Validator implements ConstraintValidator<Password, Secret> {

        private int minimum;

        @Override
        public void initialize(Password password) {
            minimum = password.min();
        }

        @Override
        public boolean isValid(@Nullable Secret secret, ConstraintValidatorContext context) {
            if (secret == null) {
                return true;
            }
            String value = secret.reveal();
            return value.length() >= minimum && value.getBytes(StandardCharsets.UTF_8).length <= MAXIMUM_BYTES;
        }
    }
}
