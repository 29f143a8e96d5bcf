package io.tableorder.api.query;

import java.io.Serializable;

record JournalKey(int logPartition, long logOffset) implements Serializable {}
