package io.tableorder.notifier.text;

import io.tableorder.architecture.ArchitectureRules;
import io.tableorder.operability.text.TextRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NotifierTextsTest {

    @Test
    void every_text_has_words_in_every_language_and_is_said_somewhere() {
        TextRules.completeInEveryLanguage(NotifierText.class, Set.of());
        TextRules.readableAsPatterns(NotifierText.class);
        TextRules.allUsed(NotifierText.class, ArchitectureRules.mainClasses("io.tableorder.notifier"));
    }
}
