package io.tableorder.cli;

/** Ends a command with {@link ExitCode#FAILED}. The message is all that the operator is shown: what, and what to do. */
final class CommandFailedException extends RuntimeException {
    CommandFailedException(String message) {
        super(message);
    }
}
