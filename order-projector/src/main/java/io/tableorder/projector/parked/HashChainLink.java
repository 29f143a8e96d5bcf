package io.tableorder.projector.parked;

/** An event's place in its store's chain; the hash is that of the event's bytes. */
public record HashChainLink(long sequence, String previousHash, String hash) {}
