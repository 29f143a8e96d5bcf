package io.tableorder.cli.backup;

/**
 * This stands at a file's beginning.
 *
 * @param log the id of the topic that the log was in
 * @param first the offset from which the file has everything
 * @param previous the digest of the file before it; empty for the first, and for files that stand alone
 */
record FileHead(int formatVersion, String log, String stream, long first, String previous) {

    static final int FORMAT = 1;
}
