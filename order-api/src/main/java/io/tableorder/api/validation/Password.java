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

/**
 * A password that may be chosen: {@link #MINIMUM} characters at least, and none of those that are guessed first. Nobody has
 * to mix kinds of characters, which makes passwords harder to keep and not to guess (NIST SP 800-63B).
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Password.Validator.class)
@UncommonPassword
public @interface Password {

    /** So many characters, for people and tablets alike: what a tablet opens is a table's bill. */
    int MINIMUM = 8;

    /** So many characters at most: a sentence fits in, and hashing it costs nothing that anybody notices. */
    int MAXIMUM = 128;

    String message() default "{io.tableorder.password}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The validation library makes it by its name. */
    final class Validator implements ConstraintValidator<Password, Secret> {

        @Override
        public boolean isValid(@Nullable Secret secret, ConstraintValidatorContext context) {
            if (secret == null) {
                return true;
            }
            String value = secret.normalised();
            int characters = value.codePointCount(0, value.length());
            return characters >= MINIMUM && characters <= MAXIMUM;
        }
    }
}
