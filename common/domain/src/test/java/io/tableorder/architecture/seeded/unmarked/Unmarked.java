package io.tableorder.architecture.seeded.unmarked;

record Unmarked(String text) {}
