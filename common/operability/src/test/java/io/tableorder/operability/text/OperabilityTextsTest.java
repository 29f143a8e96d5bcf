package io.tableorder.operability.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.architecture.ArchitectureRules;
import io.tableorder.operability.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperabilityTextsTest {

    @Test
    void every_text_has_words_in_every_language_and_no_words_are_left_over() {
        TextRules.completeInEveryLanguage(List.of(ErrorCode.class, OperabilityText.class), Set.of());
        TextRules.readableAsPatterns(ErrorCode.class);
        TextRules.readableAsPatterns(OperabilityText.class);
        TextRules.allUsed(OperabilityText.class, ArchitectureRules.mainClasses("io.tableorder.operability"));
    }

    @Test
    void numbers_are_written_as_they_are() {
        assertThat(OperabilityText.BODY_TOO_LARGE.with(65_536).in(Locale.ENGLISH))
                .isEqualTo("A request body takes at most 65536 bytes");
    }

    @Test
    void what_a_caller_sent_is_never_read_as_a_pattern() {
        assertThat(OperabilityText.UNKNOWN_MEMBER.with("it's {0}").in(Locale.KOREAN))
                .endsWith("it's {0}");
    }

    @ParameterizedTest
    @CsvSource({"en, en", "en-US;q=0.9, en", "fr, ko", "*, ko", "ko, ko", "'fr, en;q=0.1', en", "'de;q', ko"})
    void a_caller_is_answered_in_the_language_it_prefers_of_those_spoken(String header, String language) {
        assertThat(Language.preferred(header)).isEqualTo(Locale.of(language));
    }
}
