package io.tableorder.embedded;

import java.util.List;

/** A node has a number in its cluster and the loopback ports that it uses. */
record KafkaNode(int id, int controllerPort, List<Listener> listeners) {

    /** A way in for clients: where the broker listens, and where it tells them to go. */
    record Listener(String name, int port, int advertisedPort) {
        /** Makes the listener that brokers use among themselves. */
        static Listener direct(int port) {
            return new Listener("PLAINTEXT", port, port);
        }

        static Listener proxied(int number, int port, int proxyPort) {
            return new Listener("PROXIED" + number, port, proxyPort);
        }
    }
}
