package io.tableorder.embedded;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * The first class of a child process: runs the main class named by the first argument with the others, and ends the
 * process when its standard input does. That is a pipe from the process that started it, so a child never outlives that
 * one, not even after kill -9, where nobody is left to stop it. Must not use any class outside the JDK.
 */
public final class Tether {
    private static final int ORPHANED = 3;

    private Tether() {}

    public static void main(String[] arguments) throws Exception {
        var watch = new Thread(Tether::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Method main = Class.forName(arguments[0]).getMethod("main", String[].class);
        main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    /** Halts at once: what the child works with is gone with the parent, so an orderly shutdown would wait for nobody. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // the parent says nothing; it only lives
            }
        } catch (IOException e) {
            // as good as its end
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
