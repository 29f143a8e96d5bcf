package io.tableorder.operability.logging;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/** Writes lines for people. Public, with no arguments, because Logback makes it by its name. */
public final class ReadableEncoder extends EncoderBase<ILoggingEvent> {

    private static final String PATTERN =
            "%d{HH:mm:ss.SSS} %-5level [%X{request_id:--}] %logger{0}: %msg %kvp{NONE}%n%ex";
    private static final byte[] NOTHING = {};

    private final PatternLayout layout = new PatternLayout();

    @Override
    public void start() {
        layout.setContext(getContext());
        layout.setPattern(PATTERN);
        layout.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return Masking.mask(layout.doLayout(event)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
