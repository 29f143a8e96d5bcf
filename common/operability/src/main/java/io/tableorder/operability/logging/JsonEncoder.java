package io.tableorder.operability.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import net.logstash.logback.composite.JsonProviders;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;

/** Writes lines for machines. Public, with no arguments, because Logback makes it by its name. */
public final class JsonEncoder extends LoggingEventCompositeJsonEncoder {

    public JsonEncoder() {
        JsonProviders<ILoggingEvent> fields = new JsonProviders<>();
        fields.addProvider(new LineFields());
        setProviders(fields);
    }
}
