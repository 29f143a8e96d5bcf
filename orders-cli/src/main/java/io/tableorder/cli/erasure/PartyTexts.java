package io.tableorder.cli.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.cipher.EventTexts;
import io.tableorder.cipher.KeyTrees;
import io.tableorder.cli.replay.LogReader;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.UnreadableEventException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Looks in the log for what parties of a store wrote. It reads the whole of the store's partition, some seconds for a million
 * events, since the log alone says all.
 */
public final class PartyTexts {

    private final LogReader log;
    private final String storeId;
    private final EventCodec codec = new EventCodec();

    public PartyTexts(LogReader log, String storeId) {
        this.log = log;
        this.storeId = storeId;
    }

    /**
     * What a party has written, and staff about its orders.
     *
     * @param exists whether there was such a session
     * @param orders that have a text of it
     * @param texts that its key enciphers, and its erasure takes
     * @param plain texts of its orders from before texts were enciphered, which stay
     */
    public record Found(boolean exists, int orders, int texts, int plain) {}

    public Found ofSession(String sessionId) {
        Search search = new Search(sessionId);
        read(search::take);
        return search.found();
    }

    /** Returns the sessions that an order was in: its own, and those it came to with its party or when parties joined. */
    public Set<String> sessionsOf(String orderId) {
        Set<String> sessions = new LinkedHashSet<>();
        read(event -> {
            if (event instanceof OrderEvent order && order.orderId().equals(orderId)) {
                switch (order) {
                    case OrderEvent.Begun begun -> sessions.add(begun.sessionId());
                    case OrderEvent.Moved moved -> sessions.add(moved.sessionId());
                    case OrderEvent.StatusChanged _,
                            OrderEvent.LinesCompleted _,
                            OrderEvent.LinesReopened _,
                            OrderEvent.ItemRemoved _,
                            OrderEvent.LinesMoved _,
                            OrderEvent.Cancelled _ -> {}
                }
            }
        });
        return sessions;
    }

    private void read(Consumer<StoreEvent> visitor) {
        byte[] key = storeId.getBytes(UTF_8);
        log.read(log.everything(log.partitionOf(storeId)), record -> {
            if (Arrays.equals(record.key(), key)) {
                visit(record, visitor);
            }
            return true;
        });
    }

    /** A record that cannot be read holds its store back elsewhere, and has no text that could be shown. */
    private void visit(ConsumerRecord<byte[], byte[]> record, Consumer<StoreEvent> visitor) {
        RecordedEvent event;
        try {
            event = codec.decode(record);
        } catch (UnreadableEventException e) {
            return;
        }
        visitor.accept(event.event());
    }

    private final class Search {

        private final String sessionId;
        private final Set<String> itsOrders = new HashSet<>();
        private final Set<String> withTexts = new HashSet<>();
        private boolean exists;
        private int texts;
        private int plain;

        Search(String sessionId) {
            this.sessionId = sessionId;
        }

        void take(StoreEvent event) {
            exists |=
                    event instanceof SessionEvent session && session.sessionId().equals(sessionId);
            if (!(event instanceof OrderEvent order)) {
                return;
            }
            String now = order instanceof OrderEvent.Begun begun
                    ? begun.sessionId()
                    : order instanceof OrderEvent.Moved moved ? moved.sessionId() : null;
            if (sessionId.equals(now)) {
                exists = true;
                itsOrders.add(order.orderId());
            }
            for (String text : EventTexts.of(event)) {
                if (KeyTrees.isOf(storeId, sessionId, text)) {
                    texts++;
                    withTexts.add(order.orderId());
                } else if (!KeyTrees.isEnciphered(text) && itsOrders.contains(order.orderId())) {
                    plain++;
                }
            }
        }

        Found found() {
            return new Found(exists, withTexts.size(), texts, plain);
        }
    }
}
