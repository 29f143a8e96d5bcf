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

    /**
     * Holds the keys of texts as they are now. It is written whole each time, and the file before goes, so that what was erased
     * meanwhile cannot be read by this backup either.
     */
    static final BackupStream TEXT_KEYS = new BackupStream(Topics.ORDER_TEXT_KEYS);

    static BackupStream ofLog(int partition) {
        return new BackupStream(Topics.ORDER_EVENTS + "-" + partition);
    }
}
