package io.tableorder.api.writer;

import io.tableorder.decide.StoreCommand;
import io.tableorder.event.CommandStamp;

/** A request is a command on its way to the writer of its store's partition. */
public record CommandRequest(String storeId, CommandStamp stamp, StoreCommand command) {}
