package io.tableorder.api.account;

import java.util.concurrent.CompletableFuture;

/** Writes events of the account trail where others read them. */
@FunctionalInterface
public interface AccountRecords {

    /** Returns what is done once it is durable, and fails when it is not within some seconds. */
    CompletableFuture<Void> write(String chainId, byte[] event);
}
