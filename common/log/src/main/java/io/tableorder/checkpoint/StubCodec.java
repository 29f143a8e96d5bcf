package io.tableorder.checkpoint;

import io.tableorder.checkpoint.CheckpointFormat.Result;
import io.tableorder.checkpoint.CheckpointFormat.StubsDocument;
import io.tableorder.store.CommandKey;
import io.tableorder.store.CommandResult;
import io.tableorder.store.ReceiptStub;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes stubs of receipts in 52 bytes each, big-endian: the command's key (16), the fingerprint (8), the offset (8), the
 * offset where the order was placed or -1 (8), and the time in seconds (8) and nanoseconds (4). What only some have stands
 * beside them: a result, or where the order's earlier events are.
 */
final class StubCodec {

    private static final int STUB_BYTES = 52;
    private static final long NOT_PLACED = -1;

    private StubCodec() {}

    static StubsDocument write(List<ReceiptStub> stubs) {
        ByteBuffer bytes = ByteBuffer.allocate(stubs.size() * STUB_BYTES);
        List<Result> results = new ArrayList<>();
        for (ReceiptStub stub : stubs) {
            Long placed = stub.placedOffset();
            Instant time = stub.time();
            bytes.putLong(stub.command().high())
                    .putLong(stub.command().low())
                    .putLong(stub.fingerprint())
                    .putLong(stub.offset())
                    .putLong(placed == null ? NOT_PLACED : placed)
                    .putLong(time.getEpochSecond())
                    .putInt(time.getNano());
            CommandResult result = stub.result();
            if (result != null) {
                results.add(new Result(stub.offset(), result.profile(), result.menu(), result.order(), null));
            } else if (stub.earlier() != null) {
                results.add(new Result(stub.offset(), null, null, null, stub.earlier()));
            }
        }
        return new StubsDocument(bytes.array(), results);
    }

    /** @throws UnusableCheckpointException if the bytes are no whole number of stubs */
    static List<ReceiptStub> read(String key, StubsDocument document) {
        Map<Long, Result> results = new HashMap<>();
        document.results().forEach(result -> results.put(result.offset(), result));
        ByteBuffer bytes = ByteBuffer.wrap(document.stubs());
        List<ReceiptStub> stubs = new ArrayList<>(bytes.remaining() / STUB_BYTES);
        try {
            while (bytes.hasRemaining()) {
                stubs.add(read(bytes, results));
            }
        } catch (BufferUnderflowException e) {
            throw CheckpointCodec.corrupt(key, "The last stub of a receipt is cut off", e);
        }
        return stubs;
    }

    private static ReceiptStub read(ByteBuffer bytes, Map<Long, Result> results) {
        CommandKey command = new CommandKey(bytes.getLong(), bytes.getLong());
        long fingerprint = bytes.getLong();
        long offset = bytes.getLong();
        Long placed = placed(bytes.getLong());
        Instant time = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
        Result result = results.get(offset);
        return new ReceiptStub(
                command, fingerprint, time, offset, placed, kept(result), result == null ? null : result.earlier());
    }

    private static @Nullable CommandResult kept(@Nullable Result result) {
        return result == null || result.earlier() != null
                ? null
                : new CommandResult(result.profile(), result.menu(), result.order());
    }

    private static @Nullable Long placed(long written) {
        return written == NOT_PLACED ? null : written;
    }
}
