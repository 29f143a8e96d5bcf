package io.tableorder.operability.connection;

import io.tableorder.operability.connection.UnfinishedHeads.Head;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP/1.1 as Tomcat does, with bounds for unfinished requests. Tomcat's own timeout begins anew with every
 * byte, so whoever sends one now and then would keep a connection, and the memory of a request, for ever.
 */
public final class BoundedHttpProtocol extends Http11NioProtocol {

    private static final int SWEEP_SECONDS = 1;

    private final SharingEndpoint connections;
    private @Nullable UnfinishedHeads heads;
    private @Nullable UnfinishedBodies bodies;
    private Runnable bodyRefused = () -> {};
    private @Nullable ScheduledFuture<?> sweep;
    private boolean internal;

    /** Public, with no arguments, because Tomcat makes it by its name. */
    public BoundedHttpProtocol() {
        this(new SharingEndpoint());
    }

    private BoundedHttpProtocol(SharingEndpoint connections) {
        super(connections);
        this.connections = connections;
    }

    /**
     * Lets an address hold no more places than its share. This is to be called before the connector starts.
     *
     * @param refused is told of the address of each connection that is closed at once
     */
    void share(AddressPlaces<SocketChannel> places, Consumer<InetAddress> refused) {
        connections.share(places, refused);
    }

    /**
     * This is to be called before the connector starts.
     *
     * @param ended is told of every unfinished head that is ended
     * @param refused is told of every request that is refused because too many bodies are waited for
     */
    void limit(ConnectionLimits limits, int backlog, Runnable ended, Runnable refused) {
        bodyRefused = refused;
        heads = new UnfinishedHeads(limits.maximumUnfinished(), limits.headDeadline(), ended, System::nanoTime);
        bodies = new UnfinishedBodies(limits, System::nanoTime);
        setMaxConnections(limits.maximumConnections());
        setAcceptCount(backlog);
        setConnectionTimeout((int) limits.idleTimeout().toMillis());
        setProperty("socket.appReadBufSize", Integer.toString(limits.readBufferBytes()));
        setProperty("socket.appWriteBufSize", Integer.toString(limits.writeBufferBytes()));
        // An answer that refuses a request comes before its body is asked for.
        setContinueResponseTiming("onRead");
    }

    /** Has every request know that it came by the internal port. This is to be called before the connector starts. */
    void markInternal() {
        internal = true;
    }

    @Override
    public void start() throws Exception {
        super.start();
        UnfinishedHeads started = heads;
        if (started != null) {
            sweep = getUtilityExecutor()
                    .scheduleWithFixedDelay(started::endLate, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void stop() throws Exception {
        if (sweep != null) {
            sweep.cancel(false);
        }
        super.stop();
    }

    @Override
    protected Processor createProcessor() {
        UnfinishedHeads limitedHeads = heads;
        UnfinishedBodies limitedBodies = bodies;
        return limitedHeads == null || limitedBodies == null
                ? super.createProcessor()
                : new BoundedProcessor(
                        limitedHeads, new BodyAdapter(getAdapter(), limitedBodies, bodyRefused, internal));
    }

    /** Stays with a connection while a head is incomplete, and is reused for others after. */
    private final class BoundedProcessor extends Http11Processor {

        private final UnfinishedHeads unfinished;

        @SuppressWarnings("HidingField") // Tomcat's own is the same object, of a wider type.
        private final BodyAdapter adapter;

        private @Nullable Head head;

        BoundedProcessor(UnfinishedHeads unfinished, BodyAdapter adapter) {
            super(BoundedHttpProtocol.this, adapter);
            this.unfinished = unfinished;
            this.adapter = adapter;
        }

        @Override
        public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
            adapter.serve(socket);
            SocketState state = super.process(socket, event);
            boolean incomplete = state == SocketState.LONG && !isAsync();
            if (incomplete && head == null) {
                head = unfinished.begin(() -> socket.processSocket(SocketEvent.ERROR, true));
            } else if (!incomplete && head != null) {
                head.finished();
                head = null;
            }
            return state;
        }
    }
}
