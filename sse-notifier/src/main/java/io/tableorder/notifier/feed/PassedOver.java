package io.tableorder.notifier.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.operability.logging.RepeatedLine;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the records that concern no store or repeat an event, and warns of them. Somebody may write millions of those, so
 * a warning speaks for all of the next seconds. For one thread.
 */
final class PassedOver {

    private static final Logger log = LoggerFactory.getLogger(PassedOver.class);

    private final MeterRegistry meters;
    private final RepeatedLine warning = new RepeatedLine();

    PassedOver(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param reason in words that serve as a metric's label */
    void count(ConsumerRecord<byte[], byte[]> record, String reason) {
        Counter.builder("tableorder.feed.records.passed.over")
                .description("Records of the log that concern no store, or repeat an event. No board depends on them.")
                .tag("reason", reason)
                .register(meters)
                .increment();
        warning.write(others -> log.atWarn()
                .addKeyValue("position", record.partition() + "-" + record.offset())
                .addKeyValue("reason", reason)
                .addKeyValue("others", others)
                .log("A record of the log is passed over: it concerns no store, or repeats an event"));
    }
}
