package io.tableorder.cli.setup;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Where somebody is asked. */
public interface Terminal {

    /** Returns false where nobody is there to answer, as in a script. */
    boolean isThere();

    /** Asks, and returns what was typed; the empty string for nothing. */
    String ask(String question);

    /** Asks for what nobody should see on the screen. */
    String askSecret(String question);

    void say(String text);

    /** Returns the terminal of this process. */
    static Terminal ofProcess() {
        return new OfProcess();
    }

    /** Java's own console. It has none where input or output is redirected. */
    final class OfProcess implements Terminal {

        private OfProcess() {}

        @SuppressWarnings("SystemConsoleNull") // With input or output redirected it is null, in Java 25 too.
        private static Console console() {
            Console console = System.console();
            if (console == null) {
                throw new IllegalStateException("There is no terminal");
            }
            return console;
        }

        @Override
        @SuppressWarnings("SystemConsoleNull") // As above.
        public boolean isThere() {
            Console console = System.console();
            return console != null && console.isTerminal();
        }

        /** Who ends the input has no more to say, and wants no more to be asked. */
        private static String typed(@Nullable String answer) {
            if (answer == null) {
                throw new Refusal(
                        0, "Nothing more was typed. What was made stays; the same command goes on from there");
            }
            return answer;
        }

        @Override
        public String ask(String question) {
            return typed(console().readLine("%s", question)).strip();
        }

        @Override
        public String askSecret(String question) {
            char[] secret = console().readPassword("%s", question);
            return typed(secret == null ? null : new String(secret));
        }

        @Override
        public void say(String text) {
            console().printf("%s%n", text);
        }
    }
}
