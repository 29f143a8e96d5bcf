package io.tableorder.operability.text;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A caller is answered in the language it prefers of those that there are texts in, and in Korean otherwise. */
public final class Language {

    public static final Locale DEFAULT = Locale.KOREAN;

    /** Longer headers are answered in Korean unread: parsing is not free. */
    private static final int MAXIMUM_HEADER_CHARACTERS = 200;

    private static final Pattern FILE = Pattern.compile("operability_([a-z]{2,3})\\.properties");
    private static final List<Locale> SPOKEN = spoken();

    private Language() {}

    public static Locale of(HttpServletRequest request) {
        return preferred(request.getHeader("Accept-Language"));
    }

    /** The languages that every module has texts in. */
    public static List<Locale> all() {
        return SPOKEN;
    }

    static Locale preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > MAXIMUM_HEADER_CHARACTERS) {
            return DEFAULT;
        }
        try {
            Locale match = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return match == null ? DEFAULT : match;
        } catch (IllegalArgumentException malformed) {
            return DEFAULT;
        }
    }

    /** The files say which languages there are, so that another language needs no code. */
    private static List<Locale> spoken() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver(Language.class.getClassLoader())
                    .getResources("classpath*:texts/operability_*.properties");
            List<Locale> languages = Arrays.stream(files)
                    .map(Resource::getFilename)
                    .flatMap(Language::language)
                    .distinct()
                    .toList();
            if (!languages.contains(DEFAULT)) {
                throw new IllegalStateException("texts/operability_ko.properties is missing in this build");
            }
            return languages;
        } catch (IOException e) {
            throw new UncheckedIOException("The files texts/operability_*.properties cannot be listed", e);
        }
    }

    private static Stream<Locale> language(@Nullable String file) {
        Matcher name = FILE.matcher(file == null ? "" : file);
        return name.matches() ? Stream.of(Locale.of(name.group(1))) : Stream.empty();
    }
}
