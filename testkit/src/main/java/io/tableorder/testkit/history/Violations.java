package io.tableorder.testkit.history;

import java.util.ArrayList;
import java.util.List;

/** The sentences of one report. */
final class Violations {

    private final List<String> sentences = new ArrayList<>();

    void add(String sentence, Object... values) {
        sentences.add(sentence.formatted(values));
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
