package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.EventHistory.Outcome;
import io.tableorder.notifier.feed.Frame;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay reads the log again for one stream, on a thread of its own, which waits for Kafka and for the client. It holds
 * one batch of frames at a time: the next is read when the client has taken the one before.
 */
final class Replay {

    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    private final FeedSource.Reading reading;
    private final Consumer<List<Frame>> send;
    private final Consumer<Outcome> done;

    /** The batch that the client is taking. For the thread of the stream's loop only. */
    private @Nullable CompletableFuture<Void> taken;

    /** The stream has ended. For the thread of the stream's loop only. */
    private boolean abandoned;

    /**
     * @param send is given each batch; the replay waits until {@link #taken} says that it is sent
     * @param done is told how the replay ended, unless the stream has ended before
     */
    Replay(FeedSource.Reading reading, Consumer<List<Frame>> send, Consumer<Outcome> done) {
        this.reading = reading;
        this.send = send;
        this.done = done;
    }

    /** @param loop runs what concerns the stream */
    void start(Executor loop) {
        Thread.ofVirtual().name("history").start(() -> {
            Outcome outcome = read(loop);
            loop.execute(() -> {
                if (!abandoned) {
                    done.accept(outcome);
                }
            });
        });
    }

    private Outcome read(Executor loop) {
        try {
            return reading.into(frames -> sendAndWait(loop, frames));
        } catch (IOException ended) {
            return Outcome.UNAVAILABLE;
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody has this thread to interrupt it", e);
        } catch (RuntimeException e) {
            log.error("The log could not be read again for a stream", e);
            return Outcome.UNAVAILABLE;
        }
    }

    private void sendAndWait(Executor loop, List<Frame> frames) throws IOException {
        CompletableFuture<Void> batch = new CompletableFuture<>();
        loop.execute(() -> {
            if (abandoned) {
                batch.completeExceptionally(new IOException("The stream has ended"));
            } else {
                taken = batch;
                send.accept(frames);
            }
        });
        try {
            batch.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Says that the client has taken all that was sent so far. */
    void taken() {
        CompletableFuture<Void> batch = taken;
        taken = null;
        if (batch != null) {
            batch.complete(null);
        }
    }

    /** Ends the replay, because the stream has ended. */
    void abandon() {
        abandoned = true;
        if (taken != null) {
            taken.completeExceptionally(new IOException("The stream has ended"));
        }
    }
}
