package io.tableorder.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** A record of a topic as a backup keeps it: all that Kafka keeps of it but the partition, which its stream says. */
record StoredRecord(long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    private static final int ABSENT = -1;

    static StoredRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new StoredRecord(
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                List.of(record.headers().toArray()));
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(offset);
            out.writeLong(timestamp);
            write(out, key);
            write(out, value);
            out.writeInt(headers.size());
            for (Header header : headers) {
                write(out, header.key().getBytes(UTF_8));
                write(out, header.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory has no I/O errors", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if these bytes were not written by {@link #bytes} */
    static StoredRecord read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        long offset = in.readLong();
        long timestamp = in.readLong();
        byte[] key = readBytes(in);
        byte[] value = readBytes(in);
        int count = in.readInt();
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] name = readBytes(in);
            headers.add(new RecordHeader(name == null ? "" : new String(name, UTF_8), readBytes(in)));
        }
        if (in.available() > 0) {
            throw new IOException("%d bytes are left over".formatted(in.available()));
        }
        return new StoredRecord(offset, timestamp, key, value, List.copyOf(headers));
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == ABSENT) {
            return null;
        }
        if (length < 0 || length > in.available()) {
            throw new IOException("A part says to have %d bytes, of %d left".formatted(length, in.available()));
        }
        return in.readNBytes(length);
    }
}
