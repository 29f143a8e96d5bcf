package io.tableorder.projector.retention;

/**
 * A month of one generation's journal.
 *
 * @param name with its schema
 * @param bytes on disk, indexes included
 */
public record MonthSqlTable(String name, long bytes) {}
