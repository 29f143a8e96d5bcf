package io.tableorder.api.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A web address is an http or https address without a name and password in it, which every guest would read, or a path on
 * the page's own site; it is never a script. Empty stands for none.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = WebAddress.Validator.class)
public @interface WebAddress {

    String message() default "{io.tableorder.web-address}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The validation library makes it by its name. */
    final class Validator implements ConstraintValidator<WebAddress, String> {

        @Override
        public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
            if (address == null || address.isEmpty()) {
                return true;
            }
            if (address.length() > Bounds.MAXIMUM_URL) {
                return false;
            }
            try {
                URI uri = new URI(address);
                String scheme = uri.getScheme();
                return scheme == null
                        ? address.startsWith("/") && !address.startsWith("//")
                        : uri.getHost() != null
                                && uri.getUserInfo() == null
                                && (scheme.equals("https") || scheme.equals("http"));
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }
}
