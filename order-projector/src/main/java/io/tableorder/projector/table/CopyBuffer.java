package io.tableorder.projector.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** Rows in the binary form of COPY, which PostgreSQL reads without parsing. */
final class CopyBuffer {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(ISO_8859_1);
    private static final LocalDate EPOCH_DAY = LocalDate.of(2000, 1, 1);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int NULL = -1;
    private static final short END = -1;
    private static final byte JSONB_VERSION = 1;
    /** Bytes. A batch's rows in one array would be an object that the collector treats as too large to move. */
    private static final int BLOCK = 64 * 1024;

    private final List<ByteBuffer> full = new ArrayList<>();
    private ByteBuffer block = ByteBuffer.allocate(BLOCK);

    CopyBuffer() {
        block.put(SIGNATURE).putInt(0).putInt(0);
    }

    void startRow(int columns) {
        room(Short.BYTES).putShort((short) columns);
    }

    void absent() {
        room(Integer.BYTES).putInt(NULL);
    }

    void text(String value) {
        bytes(value.getBytes(UTF_8));
    }

    void jsonb(String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        field(1 + utf8.length).put(JSONB_VERSION).put(utf8);
    }

    void integer(int value) {
        field(Integer.BYTES).putInt(value);
    }

    void bigint(long value) {
        field(Long.BYTES).putLong(value);
    }

    void bool(boolean value) {
        field(1).put((byte) (value ? 1 : 0));
    }

    void date(LocalDate value) {
        integer((int) EPOCH_DAY.until(value, ChronoUnit.DAYS));
    }

    /** PostgreSQL keeps microseconds. */
    void time(Instant value) {
        bigint(EPOCH.until(value, ChronoUnit.MICROS));
    }

    void bytes(byte[] value) {
        field(value.length).put(value);
    }

    private ByteBuffer field(int length) {
        return room(Integer.BYTES + length).putInt(length);
    }

    private ByteBuffer room(int length) {
        if (block.remaining() < length) {
            full.add(block);
            block = ByteBuffer.allocate(Math.max(BLOCK, length));
        }
        return block;
    }

    @SuppressWarnings("ByteBufferBackingArray") // All blocks were allocated here, so their arrays begin with them.
    void writeTo(CopyIn copy) throws SQLException {
        room(Short.BYTES).putShort(END);
        for (ByteBuffer each : full) {
            copy.writeToCopy(each.array(), 0, each.position());
        }
        copy.writeToCopy(block.array(), 0, block.position());
    }
}
