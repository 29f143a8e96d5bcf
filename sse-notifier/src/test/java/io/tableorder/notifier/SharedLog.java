package io.tableorder.notifier;

import io.tableorder.embedded.Broker;
import io.tableorder.testkit.TestServices;

/** One broker for all tests that neither stop it nor mind each other's stores. It ends with the process. */
final class SharedLog {

    private static final Broker KAFKA = TestServices.broker();
    private static final EventLog LOG = open();

    private SharedLog() {}

    private static EventLog open() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(KAFKA::close));
            return new EventLog(KAFKA.bootstrapServers());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String bootstrapServers() {
        return KAFKA.bootstrapServers();
    }

    static EventLog log() {
        return LOG;
    }
}
