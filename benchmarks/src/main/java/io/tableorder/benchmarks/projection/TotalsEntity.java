package io.tableorder.benchmarks.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields
@Table(schema = "yardstick", name = "totals")
@NullUnmarked
class TotalsEntity {
    @Id
    private String storeId;

    private long placed;
    private long cancelled;
    private long revenue;

    protected TotalsEntity() {}

    TotalsEntity(String storeId) {
        this.storeId = storeId;
    }

    void placed(long amount) {
        placed++;
        revenue += amount;
    }

    void cancelled() {
        cancelled++;
    }
}
