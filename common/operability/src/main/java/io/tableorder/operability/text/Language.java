package io.tableorder.operability.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A caller is answered in one of the API's languages: Korean unless it prefers English. */
public final class Language {

    private static final List<Locale> SPOKEN = List.of(Locale.KOREAN, Locale.ENGLISH);

    /** Longer headers are answered in Korean unread: parsing is not free. */
    private static final int MAXIMUM_HEADER_CHARACTERS = 200;

    private Language() {}

    public static Locale of(HttpServletRequest request) {
        return preferred(request.getHeader("Accept-Language"));
    }

    static Locale preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > MAXIMUM_HEADER_CHARACTERS) {
            return Locale.KOREAN;
        }
        try {
            Locale match = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return match == null ? Locale.KOREAN : match;
        } catch (IllegalArgumentException malformed) {
            return Locale.KOREAN;
        }
    }
}
