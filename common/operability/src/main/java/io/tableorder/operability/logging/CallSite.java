package io.tableorder.operability.logging;

import java.util.Optional;

/**
 * Finds where a line is logged from. Walks only to the first frame outside the logging libraries, some ten frames, where
 * Logback would collect the whole stack, a hundred deep in a web request.
 */
final class CallSite {

    private static final StackWalker WALKER = StackWalker.getInstance();

    private static final String[] LOGGING = {
        "ch.qos.logback.",
        "org.slf4j.",
        "io.tableorder.operability.logging.QueuedConsoleAppender",
        "io.tableorder.operability.logging.CallSite",
        "io.tableorder.operability.logging.FrequentLines",
        "org.apache.commons.logging.",
        "org.apache.juli.",
        "java.util.logging.",
        "org.apache.logging.",
        "org.jboss.logging."
    };

    private CallSite() {}

    static StackTraceElement[] current() {
        Optional<StackTraceElement> caller = WALKER.walk(frames ->
                frames.dropWhile(CallSite::isLogging).findFirst().map(StackWalker.StackFrame::toStackTraceElement));
        return caller.map(frame -> new StackTraceElement[] {frame}).orElseGet(() -> new StackTraceElement[0]);
    }

    private static boolean isLogging(StackWalker.StackFrame frame) {
        String name = frame.getClassName();
        for (String prefix : LOGGING) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
