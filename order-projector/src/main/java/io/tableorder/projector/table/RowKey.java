package io.tableorder.projector.table;

/** A key identifies a row of a store. */
public record RowKey(String storeId, String id) {}
