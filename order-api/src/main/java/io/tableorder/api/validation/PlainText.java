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
 * Text for people: of a length counted in characters as people see code points, not blank if it must be there, and
 * without what cannot be stored or shown everywhere (control characters but line breaks, halves of surrogate pairs).
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainText.Validator.class)
public @interface PlainText {

    int min() default 0;

    int max();

    String message() default "{io.tableorder.plain-text}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The validation library makes it by its name. */
    final class Validator implements ConstraintValidator<PlainText, CharSequence> {

        private int minimum;
        private int maximum;

        @Override
        public void initialize(PlainText text) {
            minimum = text.min();
            maximum = text.max();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            if (text.length() > 2 * maximum || (minimum > 0 && text.toString().isBlank())) {
                return false;
            }
            long length = text.codePoints().count();
            return length >= minimum && length <= maximum && text.codePoints().allMatch(Validator::isPlain);
        }

        private static boolean isPlain(int codePoint) {
            return switch (Character.getType(codePoint)) {
                case Character.CONTROL -> codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
                case Character.SURROGATE -> false;
                default -> true;
            };
        }
    }
}
