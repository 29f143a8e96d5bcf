package io.tableorder.api.routing;

import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.WriterUnavailableException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** The other instances, to have commands decided by their owner. */
interface Peers {

    /**
     * Has a command decided by another instance, which never passes it on. Cancelling gives it up, not back.
     *
     * @return its outcome; else {@link WriterUnavailableException}: {@code NOT_OWNED} if the command was certainly not
     *     tried there, {@code TIMED_OUT} if its fate is not known
     */
    CompletableFuture<CommandOutcome> forward(URI owner, ForwardedCommand command);
}
