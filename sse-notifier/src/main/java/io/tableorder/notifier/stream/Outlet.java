package io.tableorder.notifier.stream;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A client's connection, as a stream sees it: nothing here waits. */
public interface Outlet {

    /** Writes as much as the connection takes now, and moves the buffers' positions past that. */
    void write(ByteBuffer[] buffers) throws IOException;

    /** Asks for {@link BoardStream#writable()}, once. */
    void awaitWritable();

    /** Closes the connection soon. What was written before still arrives. */
    void close();
}
