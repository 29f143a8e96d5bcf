package io.tableorder.api.validation;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ProblemException;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses passwords that are little more than a name: of the account, its store, its chain, or somebody beside it. */
public final class PasswordNames {

    /** A name is still the first thing to guess with fewer characters than this added to it. */
    private static final int ADDED_CHARACTERS = 4;

    private PasswordNames() {}

    /**
     * Accepts a password that is not one of the names, with a little around it at most.
     *
     * @param field as which the request named the password
     * @param password null where none is set
     * @throws ProblemException 400 otherwise
     */
    public static void refuse(String field, @Nullable Secret password, Collection<String> names) {
        if (password == null) {
            return;
        }
        String chosen = password.normalised().toLowerCase(Locale.ROOT);
        if (names.stream().anyMatch(name -> isLittleMore(chosen, name.toLowerCase(Locale.ROOT)))) {
            throw ProblemException.invalid(field, ApiText.PASSWORD_IS_NAME);
        }
    }

    private static boolean isLittleMore(String password, String name) {
        return password.contains(name) && password.length() - name.length() < ADDED_CHARACTERS;
    }
}
