package io.tableorder.projector.project;

/** What identifies a row of a store. */
record RowKey(String storeId, String id) {}
