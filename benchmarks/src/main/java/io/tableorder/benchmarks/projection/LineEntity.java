package io.tableorder.benchmarks.projection;

import io.tableorder.event.OrderLine;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields
@IdClass(LineEntity.Key.class)
@Table(schema = "yardstick", name = "order_items")
@NullUnmarked
class LineEntity {
    record Key(String storeId, String orderId, int lineNumber) {}

    @Id
    private String storeId;

    @Id
    private String orderId;

    @Id
    private int lineNumber;

    private String itemId;
    private String menuId;
    private String menuName;
    private long unitPrice;
    private int quantity;
    private long subtotal;
    private String note;

    protected LineEntity() {}

    LineEntity(String storeId, String orderId, int lineNumber, OrderLine line) {
        this.storeId = storeId;
        this.orderId = orderId;
        this.lineNumber = lineNumber;
        itemId = line.itemId();
        menuId = line.menuId();
        menuName = line.menuName();
        unitPrice = line.unitPrice();
        quantity = line.quantity();
        subtotal = line.subtotal();
        note = line.note();
    }
}
