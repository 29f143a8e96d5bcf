package io.tableorder.operability.error;

import java.util.Locale;

/** A wording is a sentence for people in the languages the API speaks. Both are templates of {@link String#format}. */
public record Wording(String korean, String english) {

    /** Returns both sentences with the same arguments filled in. */
    public Wording with(Object... arguments) {
        return new Wording(korean.formatted(arguments), english.formatted(arguments));
    }

    public String in(Locale language) {
        return Locale.ENGLISH.getLanguage().equals(language.getLanguage()) ? english : korean;
    }
}
