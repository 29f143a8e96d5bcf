package io.tableorder.cli.replay;

/** The log does not answer, or a copy takes no more. The message is all that an operator needs. */
public final class LogAccessException extends RuntimeException {
    LogAccessException(String message) {
        super(message);
    }
}
