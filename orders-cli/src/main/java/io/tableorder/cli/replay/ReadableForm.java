package io.tableorder.cli.replay;

import io.tableorder.board.FreeText;
import io.tableorder.board.FreeTexts;
import io.tableorder.cipher.EventTexts;
import io.tableorder.event.Actor;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.EventHeaders;
import io.tableorder.wire.EventTypes;
import io.tableorder.wire.UnreadableEventException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event for people: when, where in the log, what kind, about what, by whom, and what changed. For one thread.
 */
public final class ReadableForm implements LineSink.Form {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** Orders whose numbers are remembered for their later events, which do not say them. A busy day has some 2,000. */
    private static final int ORDERS_REMEMBERED = 10_000;

    private static final String PREFIX = "io.tableorder.";

    private static final String ERASED = "(erased)";

    private final EventCodec codec = new EventCodec();
    private final FreeTexts texts;
    private final Map<String, Integer> orderNumbers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > ORDERS_REMEMBERED;
        }
    };

    public ReadableForm(FreeTexts texts) {
        this.texts = texts;
    }

    @Override
    public String line(ConsumerRecord<byte[], byte[]> record) {
        Position position = new Position(record.partition(), record.offset());
        try {
            RecordedEvent event = codec.decode(record);
            Actor actor = event.stamp().actor();
            return line(
                    event.time(),
                    position,
                    EventTypes.nameOf(event.event()),
                    about(event),
                    actor.role().wireName() + " " + actor.id(),
                    EventDescription.of(EventTexts.replaced(event.event(), (_, text) -> read(text))));
        } catch (UnreadableEventException e) {
            return line(
                    Instant.ofEpochMilli(record.timestamp()),
                    position,
                    header(record, EventHeaders.TYPE),
                    header(record, EventHeaders.SUBJECT),
                    "?",
                    "UNREADABLE (" + e.reason() + "): " + e.getMessage());
        }
    }

    private @Nullable String read(String text) {
        FreeText read = texts.read(text);
        return read.erased() ? ERASED : read.text();
    }

    private static String line(
            Instant time, Position position, String type, String about, String actor, String change) {
        String shortType = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
        return String.format(
                        Locale.ROOT,
                        "%s  %-10s  %-26s  %-12s  %s  %s",
                        TIME.format(time),
                        position,
                        shortType,
                        about,
                        actor,
                        change)
                .replace('\n', ' ')
                .stripTrailing();
    }

    private String about(RecordedEvent event) {
        if (event.event() instanceof OrderEvent.Placed placed) {
            orderNumbers.put(placed.orderId(), placed.orderNumber());
        }
        Integer number = orderNumbers.get(event.subject());
        return number == null ? event.subject() : "order #" + number;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Objects.requireNonNullElse(EventHeaders.text(record, name), "?");
    }
}
