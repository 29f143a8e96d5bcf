package io.tableorder.cli.backup;

/** Ends a backup or a restore. The message is all that the operator is shown: what, and what to do. */
public final class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
