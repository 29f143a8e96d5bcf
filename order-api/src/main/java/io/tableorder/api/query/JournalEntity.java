package io.tableorder.api.query;

import io.tableorder.event.Position;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** An entity is an event of the log. Whatever it says is read from its bytes; the columns are for finding it. */
@Entity
@Immutable
@Table(schema = "orders", name = "journal")
@IdClass(JournalKey.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class JournalEntity {
    @Id
    private int logPartition;

    @Id
    private long logOffset;

    private String storeId;
    private long sequence;
    private String subject;
    private Instant eventTime;
    private byte[] value;

    protected JournalEntity() {}

    Position position() {
        return new Position(logPartition, logOffset);
    }

    String storeId() {
        return storeId;
    }

    long sequence() {
        return sequence;
    }

    String subject() {
        return subject;
    }

    Instant eventTime() {
        return eventTime;
    }

    byte[] value() {
        return value;
    }
}
