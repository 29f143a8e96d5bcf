package io.tableorder.cli.backup;

import io.tableorder.wire.Topics;

/**
 * A stream is one of the things that a backup follows, in a directory of its own.
 *
 * @param name of the directory
 */
record BackupStream(String name) {

    /** Holds the end of people's access. Kafka forgets it after days, so it is written whole each time. */
    static final BackupStream ACCESS = new BackupStream(Topics.ORDER_ACCESS);

    /** Holds a password's hash only as long as PostgreSQL does, so it is written whole each time. */
    static final BackupStream ACCOUNTS = new BackupStream("accounts");

    static BackupStream ofLog(int partition) {
        return new BackupStream(Topics.ORDER_EVENTS + "-" + partition);
    }
}
