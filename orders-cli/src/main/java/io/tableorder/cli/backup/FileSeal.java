package io.tableorder.cli.backup;

/**
 * This stands at a file's end, behind its last record.
 *
 * @param next the offset up to which the file has everything
 * @param digest SHA-256 of everything in front of it, in hex
 */
record FileSeal(long next, long records, String digest) {}
