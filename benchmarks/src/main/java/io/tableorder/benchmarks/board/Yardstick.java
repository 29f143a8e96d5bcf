package io.tableorder.benchmarks.board;

import java.util.function.Supplier;

/** One way to hold streams: answers {@code GET /stream?store=N} and sends that store's frames as they are published. */
interface Yardstick {

    /** Returns the port it listens on. */
    int start() throws Exception;

    /** To all streams of the store, as the way does it. Called by one thread. */
    void publish(int store, byte[] frame);

    /** All of them. */
    enum Kind {
        EMITTER(NaiveEmitters::new),
        TUNED_EMITTER(TunedEmitters::new),
        THREAD(ThreadPerStream::new),
        NON_BLOCKING(NonBlockingServlet::new),
        JETTY(JettyWrites::new),
        NETTY(NettyWrites::new),
        TAKEN(TakenConnections::new);

        private final Supplier<Yardstick> maker;

        Kind(Supplier<Yardstick> maker) {
            this.maker = maker;
        }

        Yardstick make() {
            return maker.get();
        }
    }
}
