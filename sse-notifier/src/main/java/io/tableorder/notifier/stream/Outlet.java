package io.tableorder.notifier.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** An outlet is a client's connection as a stream sees it. Nothing here waits. */
public interface Outlet {

    /** Writes as much as the connection takes now, and moves the buffers' positions past that. */
    void write(ByteBuffer[] buffers) throws IOException;

    /** Returns the client's end of the connection. */
    InetSocketAddress peer();

    /** Asks for {@link BoardStream#writable()}, once. */
    void awaitWritable();

    /** Closes the connection soon. What was written before still arrives. */
    void close();
}
