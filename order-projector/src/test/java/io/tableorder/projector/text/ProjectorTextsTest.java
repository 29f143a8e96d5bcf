package io.tableorder.projector.text;

import io.tableorder.architecture.ArchitectureRules;
import io.tableorder.operability.text.TextRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProjectorTextsTest {

    @Test
    void every_text_has_words_in_every_language_and_is_said_somewhere() {
        TextRules.completeInEveryLanguage(ProjectorText.class, Set.of());
        TextRules.readableAsPatterns(ProjectorText.class);
        TextRules.allUsed(ProjectorText.class, ArchitectureRules.mainClasses("io.tableorder.projector"));
    }
}
