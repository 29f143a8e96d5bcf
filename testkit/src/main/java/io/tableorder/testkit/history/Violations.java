package io.tableorder.testkit.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the sentences of one report. */
final class Violations {

    private final List<String> sentences = new ArrayList<>();

    void add(String sentence, @Nullable Object... values) {
        sentences.add(sentence.formatted(values));
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
