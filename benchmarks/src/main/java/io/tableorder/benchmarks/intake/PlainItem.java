package io.tableorder.benchmarks.intake;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

@Entity
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads the fields
class PlainItem {

    @Id
    private UUID id;

    private String menuId;
    private String menuName;
    private long unitPrice;
    private int quantity;

    protected PlainItem() {}

    PlainItem(String menuId, long unitPrice, int quantity) {
        this.id = UUID.randomUUID();
        this.menuId = menuId;
        this.menuName = "Item " + menuId;
        this.unitPrice = unitPrice;
        this.quantity = quantity;
    }
}
