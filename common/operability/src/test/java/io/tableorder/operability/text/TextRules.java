package io.tableorder.operability.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds for the texts of every module, in every language. */
public final class TextRules {

    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    /** In a pattern of MessageFormat an apostrophe is written twice, or quotes braces. */
    private static final Pattern WELL_USED_APOSTROPHES = Pattern.compile("''|'[{}]+'");

    private TextRules() {}

    /** Every text has words in every language, with the same places for values, and no file has anything else. */
    public static void completeInEveryLanguage(Class<? extends Enum<?>> texts, Set<String> otherKeys) {
        completeInEveryLanguage(List.of(texts), otherKeys);
    }

    /** @param texts that share one bundle */
    static void completeInEveryLanguage(List<Class<? extends Enum<?>>> texts, Set<String> otherKeys) {
        TextBundle bundle = texts(texts.getFirst()).findFirst().orElseThrow().bundle();
        Set<String> keys =
                texts.stream().flatMap(TextRules::texts).map(Text::name).collect(Collectors.toCollection(TreeSet::new));
        keys.addAll(otherKeys);
        assertThat(Language.all()).contains(Locale.KOREAN, Locale.ENGLISH);
        ResourceBundle korean = bundle.in(Language.DEFAULT);
        for (Locale language : Language.all()) {
            ResourceBundle words = bundle.in(language);
            String file = file(words);
            assertThat(new TreeSet<>(words.keySet())).as("keys of %s", file).isEqualTo(keys);
            for (String key : keys) {
                assertThat(words.getString(key)).as("%s in %s", key, file).isNotBlank();
                assertThat(places(words.getString(key)))
                        .as("places of %s in %s", key, file)
                        .isEqualTo(places(korean.getString(key)));
            }
        }
    }

    /** A stray apostrophe would swallow what follows it, and a brace would end in an error while an error is told. */
    public static void readableAsPatterns(Class<? extends Enum<?>> texts) {
        texts(texts)
                .forEach(text -> Language.all().forEach(language -> {
                    ResourceBundle words = text.bundle().in(language);
                    String pattern = words.getString(text.name());
                    String where = text.name() + " in " + file(words);
                    assertThat(WELL_USED_APOSTROPHES.matcher(pattern).replaceAll(""))
                            .as("%s: write every apostrophe twice", where)
                            .doesNotContain("'");
                    int places = new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex().length;
                    assertThat(places(pattern))
                            .as("%s: places count from {0}, without a gap", where)
                            .hasSize(places);
                }));
    }

    /** A text that nothing says any more is left over. */
    public static void allUsed(Class<? extends Enum<?>> texts, JavaClasses classes) {
        JavaClass type = classes.get(texts);
        List<String> unused = texts(texts)
                .map(Text::name)
                .filter(name -> type.getField(name).getAccessesToSelf().stream()
                        .allMatch(access -> access.getOriginOwner().equals(type)))
                .toList();
        assertThat(unused).as("texts that nothing says").isEmpty();
    }

    private static String file(ResourceBundle words) {
        return words.getBaseBundleName() + "_" + words.getLocale() + ".properties";
    }

    private static Stream<Text> texts(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Text.class::cast);
    }

    private static Set<String> places(String pattern) {
        return PLACE.matcher(WELL_USED_APOSTROPHES.matcher(pattern).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
