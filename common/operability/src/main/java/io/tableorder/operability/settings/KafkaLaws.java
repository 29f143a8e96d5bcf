package io.tableorder.operability.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** These client properties are fixed, because what the platform promises rests on them. */
public final class KafkaLaws {

    /**
     * Every consumer reads committed records only, skips none, and reads from no offset but one that it is told. A log
     * that does not hold such an offset is an error, not a jump.
     */
    public static final Map<String, Object> CONSUMER = Map.of(
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "none",
            "allow.auto.create.topics",
            false);

    /** A record that was acknowledged is on every replica in sync, and stands in the log once. */
    public static final Map<String, Object> PRODUCER = Map.of("acks", "all", "enable.idempotence", true);

    private KafkaLaws() {}

    /** Returns what an operator may set each fixed property to; empty where the service alone sets it. */
    static Map<String, Optional<String>> takes() {
        Map<String, Optional<String>> taken = new LinkedHashMap<>();
        CONSUMER.forEach((name, value) -> taken.put(name, Optional.of(value.toString())));
        PRODUCER.forEach((name, value) -> taken.put(name, Optional.of(value.toString())));
        for (String name : new String[] {
            "bootstrap.servers",
            "client.id",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "group.remote.assignor",
            "key.deserializer",
            "key.serializer",
            "max.in.flight.requests.per.connection",
            "partition.assignment.strategy",
            "retries",
            "transaction.id.prefix",
            "transaction.timeout.ms",
            "transaction.two.phase.commit.enable",
            "transactional.id",
            "value.deserializer",
            "value.serializer"
        }) {
            taken.put(name, Optional.empty());
        }
        return taken;
    }
}
