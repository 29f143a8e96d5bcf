package io.tableorder.api.query;

/** A category as its keepers see it, read or just changed. */
public record CategoryView(String categoryId, String categoryName, int displayOrder) {}
