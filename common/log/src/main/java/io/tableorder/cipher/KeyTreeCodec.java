package io.tableorder.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.wire.Topics;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a store's tree as the record that {@code order-text-keys} has of it, and reads it back. The key is the store's id;
 * the value is a format, the tree's id, its erasures, and its seeds, each with its place.
 */
public final class KeyTreeCodec {

    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1 + KeyTree.ID_BYTES + 2 * Integer.BYTES;
    private static final int NODE_BYTES = 1 + Long.BYTES + KeyTree.SEED_BYTES;

    private KeyTreeCodec() {}

    /**
     * Returns the record of a tree.
     *
     * @param partition in which the store's events are, and so its keys
     */
    public static ProducerRecord<byte[], byte[]> record(KeyTree tree, int partition) {
        return new ProducerRecord<>(
                Topics.ORDER_TEXT_KEYS, partition, tree.storeId().getBytes(UTF_8), write(tree));
    }

    /** Returns the value that the topic has of a tree. */
    public static byte[] write(KeyTree tree) {
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + tree.nodes().size() * NODE_BYTES);
        out.put(FORMAT)
                .put(tree.idBytes())
                .putInt(tree.erasures())
                .putInt(tree.nodes().size());
        for (KeyTree.Node node : tree.nodes()) {
            out.put((byte) node.depth()).putLong(node.prefix()).put(node.seed());
        }
        return out.array();
    }

    /**
     * Reads a record of the topic.
     *
     * @throws IllegalArgumentException if it is no tree of a store
     */
    public static KeyTree read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            throw new IllegalArgumentException("The record needs a key and a value");
        }
        return read(new String(record.key(), UTF_8), record.value());
    }

    /**
     * Reads a value of the topic.
     *
     * @throws IllegalArgumentException if it is no tree
     */
    public static KeyTree read(String storeId, byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        try {
            byte format = in.get();
            if (format != FORMAT) {
                throw new IllegalArgumentException("The keys have format %d, expected %d".formatted(format, FORMAT));
            }
            byte[] id = bytes(in, KeyTree.ID_BYTES);
            int erasures = in.getInt();
            int count = in.getInt();
            if (count < 0 || in.remaining() != (long) count * NODE_BYTES) {
                throw new IllegalArgumentException("The keys say that they are %d, which does not fit their %d bytes"
                        .formatted(count, value.length));
            }
            List<KeyTree.Node> nodes = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                nodes.add(new KeyTree.Node(in.get(), in.getLong(), bytes(in, KeyTree.SEED_BYTES)));
            }
            return new KeyTree(storeId, id, erasures, nodes);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("The keys end in the middle, after %d bytes".formatted(value.length), e);
        }
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
