package io.tableorder.notifier.feed;

/** Whose events a feed has. */
public sealed interface Scope {

    record Store(String storeId) implements Scope {}

    /** All stores of the chain, in one order. */
    record Chain(String chainId) implements Scope {}
}
