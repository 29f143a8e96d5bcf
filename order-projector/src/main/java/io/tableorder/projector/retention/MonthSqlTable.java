package io.tableorder.projector.retention;

/**
 * This is the SQL table of one month of a generation's journal.
 *
 * @param name with its schema
 * @param bytes on disk, indexes included
 */
public record MonthSqlTable(String name, long bytes) {}
