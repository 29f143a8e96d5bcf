package io.tableorder.benchmarks.intake;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An order as a row and nothing else. */
@Entity
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads the fields
class PlainOrder {

    @Id
    private UUID id;

    private String storeId;
    private String tableId;
    private String status;
    private long totalAmount;
    private Instant orderedAt;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "order_id", nullable = false, updatable = false)
    private List<PlainItem> items;

    protected PlainOrder() {}

    static PlainOrder ofTwoLines() {
        PlainOrder order = new PlainOrder();
        order.id = UUID.randomUUID();
        order.storeId = "store-1";
        order.tableId = "table-1";
        order.status = "PENDING";
        order.totalAmount = 27_000;
        order.orderedAt = Instant.now();
        order.items = List.of(new PlainItem("menu-1", 9_000, 2), new PlainItem("menu-7", 9_000, 1));
        return order;
    }

    UUID id() {
        return id;
    }
}
