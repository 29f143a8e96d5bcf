package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.EventHistory;
import io.tableorder.notifier.feed.Frame;
import io.tableorder.notifier.feed.Scope;
import io.tableorder.notifier.feed.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Where a stream's frames come from: a store's feed or a chain's. For the stream's own thread. */
interface Source {

    Scope scope();

    /** The boards of now, made as they are asked for; what comes next follows exactly them. */
    Iterator<ByteBuffer> boards(Siblings siblings);

    /** Where a stream can go on. */
    sealed interface Resumption {

        /** These, and then what comes next. */
        record With(List<Frame> missed) implements Resumption {}

        /** What the log says, and then what comes next. */
        record FromLog(Reading reading) implements Resumption {}

        /** The log is not read up to there yet. */
        record NotYet() implements Resumption {}

        /** That is no place in this feed. */
        record Unknown() implements Resumption {}
    }

    /** Reads the log again, on a thread that may wait. */
    @FunctionalInterface
    interface Reading {
        EventHistory.Outcome into(EventHistory.Sink sink) throws IOException, InterruptedException;
    }

    /** After the event that the client has last. */
    Resumption after(String eventId);

    /** With the events decided at this time or later. */
    Resumption since(Instant time);

    /** What comes next, if it is there. */
    Signal next(int maximumBytes);

    /** What is to be said besides frames, now; the empty string if nothing. */
    String notices();

    void close();
}
