package io.tableorder.operability.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.operability.logging.RepeatedLine;
import java.net.InetAddress;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of addresses that hold all the connections they may: of strangers, and of proxies that nobody has named. */
final class RefusedAddresses implements Consumer<InetAddress> {

    private static final Logger log = LoggerFactory.getLogger(RefusedAddresses.class);

    private final Counter refused;
    private final RepeatedLine line = new RepeatedLine();

    RefusedAddresses(MeterRegistry meters) {
        this.refused = Counter.builder("tableorder.http.connections.refused")
                .description("Connections closed at once because their address held as many as one may.")
                .register(meters);
    }

    @Override
    public void accept(InetAddress address) {
        refused.increment();
        line.write(others -> log.warn(
                "{} has all the connections that one address may have, so another is closed at once (and {} more since the"
                        + " last such line). If it is a proxy, name it in TRUSTED_PROXIES",
                address.getHostAddress(),
                others));
    }
}
