package io.tableorder.operability.access;

import io.tableorder.access.AccessEnd;
import java.util.concurrent.CompletableFuture;

/** Writes ends of access where every service reads them. */
@FunctionalInterface
public interface AccessRecords {

    /** Returns what is done once it is durable, and fails when it is not within some seconds. */
    CompletableFuture<Void> write(AccessEnd end);
}
