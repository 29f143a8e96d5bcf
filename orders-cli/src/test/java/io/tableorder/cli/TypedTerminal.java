package io.tableorder.cli;

import io.tableorder.cli.setup.Terminal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A terminal at which the answers are known before the questions. */
final class TypedTerminal implements Terminal {

    /** At which nobody sits. */
    static final Terminal NOBODY = new TypedTerminal(false, List.of());

    private final boolean isThere;
    private final Deque<String> answers;
    final List<String> shown = new ArrayList<>();

    private TypedTerminal(boolean isThere, List<String> answers) {
        this.isThere = isThere;
        this.answers = new ArrayDeque<>(answers);
    }

    static TypedTerminal typing(String... answers) {
        return new TypedTerminal(true, List.of(answers));
    }

    @Override
    public boolean isThere() {
        return isThere;
    }

    @Override
    public String ask(String question) {
        shown.add(question);
        return answers.remove();
    }

    @Override
    public String askSecret(String question) {
        return ask(question);
    }

    @Override
    public void say(String text) {
        shown.add(text);
    }

    boolean isSatisfied() {
        return answers.isEmpty();
    }
}
