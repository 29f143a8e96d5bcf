package io.tableorder.cli.backup;

/**
 * This is what a restore has put into the log, in all its runs.
 *
 * @param leftOut records that were no store's
 */
record RestoreReport(long records, long leftOut, int stores) {}
