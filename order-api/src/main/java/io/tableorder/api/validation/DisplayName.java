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
 * A name that people tell things apart by, on one line: 1 to {@link #max} characters of which at least one can be seen,
 * and none that hides, reorders or imitates others (control and format characters, fillers, line ends). A joiner is taken
 * where a script or an emoji needs it.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DisplayName.Validator.class)
public @interface DisplayName {

    int max();

    /** Returns whether an empty text is taken, which clears a name. */
    boolean mayBeEmpty() default false;

    String message() default "{io.tableorder.display-name}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The validation library makes it by its name. */
    final class Validator implements ConstraintValidator<DisplayName, CharSequence> {

        private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
        private static final int ZERO_WIDTH_JOINER = 0x200D;
        private static final int LAST_ASCII = 0x7F;

        private int maximum;
        private boolean mayBeEmpty;

        @Override
        public void initialize(DisplayName name) {
            maximum = name.max();
            mayBeEmpty = name.mayBeEmpty();
        }

        @Override
        public boolean isValid(@Nullable CharSequence name, ConstraintValidatorContext context) {
            if (name == null || (mayBeEmpty && name.isEmpty())) {
                return true;
            }
            if (name.length() > 2 * maximum) {
                return false;
            }
            int[] characters = name.codePoints().toArray();
            boolean seen = false;
            for (int i = 0; i < characters.length; i++) {
                if (!isAllowed(characters, i)) {
                    return false;
                }
                seen |= isSeen(characters[i]);
            }
            return seen && characters.length <= maximum;
        }

        private static boolean isAllowed(int[] characters, int index) {
            int character = characters[index];
            return switch (Character.getType(character)) {
                case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    false;
                case Character.FORMAT ->
                    (character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER)
                            && index > 0
                            && index < characters.length - 1
                            && isJoined(characters[index - 1])
                            && isJoined(characters[index + 1]);
                default -> !isFiller(character);
            };
        }

        /** Returns whether a joiner can change how the character is drawn. Between others it only hides. */
        private static boolean isJoined(int character) {
            return character > LAST_ASCII
                    && !Character.isSpaceChar(character)
                    && switch (Character.UnicodeScript.of(character)) {
                        case LATIN, GREEK, CYRILLIC, HANGUL, HAN, HIRAGANA, KATAKANA -> false;
                        default -> true;
                    };
        }

        private static boolean isSeen(int character) {
            return switch (Character.getType(character)) {
                case Character.SPACE_SEPARATOR,
                        Character.FORMAT,
                        Character.NON_SPACING_MARK,
                        Character.ENCLOSING_MARK,
                        Character.UNASSIGNED -> false;
                default -> true;
            };
        }

        /** Letters and marks that are drawn as nothing: Hangul fillers, Khmer vowels, the joiner of graphemes, Braille's. */
        private static boolean isFiller(int character) {
            return switch (character) {
                case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
                default -> false;
            };
        }
    }
}
