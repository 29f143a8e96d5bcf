package io.tableorder.projector.table;

/** What identifies a row of a store. */
public record RowKey(String storeId, String id) {}
