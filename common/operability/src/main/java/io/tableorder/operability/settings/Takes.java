package io.tableorder.operability.settings;

import java.util.List;

/** The form of value a variable takes, said so that an operator can correct it. */
public sealed interface Takes {

    String description();

    record Text(int maximumCharacters) implements Takes {
        @Override
        public String description() {
            return "1 to " + maximumCharacters + " characters";
        }
    }

    record Flag() implements Takes {
        @Override
        public String description() {
            return "true or false";
        }
    }

    record WholeNumber(int minimum, int maximum, String unit) implements Takes {
        @Override
        public String description() {
            return "a whole number" + (unit.isEmpty() ? "" : " of " + unit) + " from " + minimum + " to " + maximum;
        }
    }

    record OneOf(List<String> values) implements Takes {
        @Override
        public String description() {
            return "one of " + String.join(", ", values);
        }
    }

    /** A form of its own, checked where it is read. */
    record Form(String description) implements Takes {}
}
