package io.tableorder.benchmarks.projection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.EventTypes;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Binary COPY of every event into one table without an index: what PostgreSQL takes at the very most. */
final class FlatCopy implements Yardstick {

    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0".getBytes(ISO_8859_1);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int COLUMNS = 16;

    private final EventCodec codec = new EventCodec();
    private final Connection connection;

    FlatCopy(DataSource database) throws Exception {
        connection = database.getConnection();
    }

    @Override
    public void apply(int partition, List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
        var bytes = new ByteArrayOutputStream(records.size() * 1024);
        var out = new DataOutputStream(bytes);
        out.write(HEADER);
        out.writeInt(0);
        out.writeInt(0);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            row(out, record, codec.decode(record));
        }
        out.writeShort(-1);
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY yardstick.flat FROM STDIN WITH (FORMAT binary)");
        copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
        copy.endCopy();
    }

    private static void row(DataOutputStream out, ConsumerRecord<byte[], byte[]> record, RecordedEvent event)
            throws IOException {
        out.writeShort(COLUMNS);
        number(out, record.partition());
        number(out, record.offset());
        text(out, event.storeId());
        number(out, event.sequence());
        text(out, event.eventId());
        text(out, EventTypes.nameOf(event.event()));
        text(out, event.subject());
        if (event.event() instanceof OrderEvent order) {
            number(out, order.version());
        } else {
            out.writeInt(-1);
        }
        number(out, EPOCH.until(event.time(), ChronoUnit.MICROS));
        text(out, event.stamp().actor().role().wireName());
        text(out, event.stamp().actor().id());
        text(out, event.stamp().requestId());
        text(out, event.stamp().commandId());
        text(out, event.previousHash());
        text(out, event.hash());
        bytes(out, record.value());
    }

    private static void number(DataOutputStream out, int value) throws IOException {
        out.writeInt(Integer.BYTES);
        out.writeInt(value);
    }

    private static void number(DataOutputStream out, long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private static void text(DataOutputStream out, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
        } else {
            bytes(out, value.getBytes(UTF_8));
        }
    }

    private static void bytes(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
