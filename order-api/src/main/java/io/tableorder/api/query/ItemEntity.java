package io.tableorder.api.query;

import io.tableorder.board.FreeText;
import io.tableorder.board.FreeTexts;
import io.tableorder.board.OrderView;
import io.tableorder.event.OrderStatus;
import io.tableorder.wire.OptionsJson;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An entity is a line of an order. */
@Entity
@Immutable
@Table(schema = "orders", name = "order_items")
@IdClass(ItemKey.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class ItemEntity {
    @Id
    private String orderId;

    @Id
    private int lineNumber;

    private String storeId;
    private String itemId;
    private String menuId;
    private String menuName;
    private long unitPrice;
    private int quantity;
    private long subtotal;

    private @Nullable String note;

    private @Nullable String options;

    private @Nullable Boolean completed;

    protected ItemEntity() {}

    String orderId() {
        return orderId;
    }

    int lineNumber() {
        return lineNumber;
    }

    String storeId() {
        return storeId;
    }

    /** @param status of its order */
    OrderView.ItemView view(OrderStatus status, FreeTexts texts) {
        FreeText read = texts.read(note);
        return new OrderView.ItemView(
                itemId,
                menuId,
                menuName,
                unitPrice,
                quantity,
                subtotal,
                read.text(),
                read.erasedOrNull(),
                OptionsJson.choices(options),
                status == OrderStatus.COMPLETED ? Boolean.TRUE : completed);
    }
}
