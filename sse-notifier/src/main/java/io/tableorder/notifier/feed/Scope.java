package io.tableorder.notifier.feed;

/** A scope says whose events a feed has. */
public sealed interface Scope {

    record Store(String storeId) implements Scope {}

    /** The feed has the events of all stores of the chain, in one order. */
    record Chain(String chainId) implements Scope {}
}
