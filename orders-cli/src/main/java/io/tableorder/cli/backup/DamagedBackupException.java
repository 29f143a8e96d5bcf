package io.tableorder.cli.backup;

/** Says in one line which file of a backup is not as it was written, where, and why. */
public final class DamagedBackupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param what the file and, inside of it, the record */
    DamagedBackupException(String what, String why) {
        super("%s: %s. Use another copy of the backup".formatted(what, why));
    }
}
