package io.tableorder.cli.backup;

/**
 * This says how far one stream of a backup is restored. It is written in the transaction of the records themselves, so a
 * restore that was interrupted goes on behind them and none comes twice.
 *
 * @param log that the backup is of
 * @param next the offset in the former log up to which its records are there
 * @param leftOut records that were no store's
 */
record RestoreProgress(String log, String stream, long next, long restored, long leftOut) {

    static RestoreProgress none(String log, BackupStream stream) {
        return new RestoreProgress(log, stream.name(), 0, 0, 0);
    }
}
