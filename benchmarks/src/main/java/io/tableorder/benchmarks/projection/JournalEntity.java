package io.tableorder.benchmarks.projection;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventTypes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields
@IdClass(JournalEntity.Key.class)
@Table(schema = "yardstick", name = "journal")
@NullUnmarked
class JournalEntity {
    record Key(int logPartition, long logOffset) {}

    @Id
    private int logPartition;

    @Id
    private long logOffset;

    private String storeId;
    private long sequence;
    private String eventId;
    private String type;
    private String subject;
    private Integer version;
    private Instant eventTime;
    private String actorRole;
    private String actorId;
    private String requestId;
    private String commandId;

    @Column(name = "prev_hash")
    private String previousHash;

    private String hash;
    private byte[] value;

    protected JournalEntity() {}

    JournalEntity(RecordedEvent event, byte[] value) {
        logPartition = event.position().partition();
        logOffset = event.position().offset();
        storeId = event.storeId();
        sequence = event.sequence();
        eventId = event.eventId();
        type = EventTypes.nameOf(event.event());
        subject = event.subject();
        version = event.event() instanceof OrderEvent order ? order.version() : null;
        eventTime = event.time();
        actorRole = event.stamp().actor().role().wireName();
        actorId = event.stamp().actor().id();
        requestId = event.stamp().requestId();
        commandId = event.stamp().commandId();
        previousHash = event.previousHash();
        hash = event.hash();
        this.value = value;
    }
}
