package io.tableorder.decide;

import io.tableorder.event.OrderStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a command was not granted. Nothing has changed. */
public sealed interface Rejection {

    /** Something named by the command is not there: answered 404. */
    sealed interface Missing extends Rejection {}

    /** The state does not allow it: answered 409. */
    sealed interface Conflict extends Rejection {}

    record NoSuchStore(String storeId) implements Missing {}

    record NoSuchTable(String tableId) implements Missing {}

    record NoSuchCategory(String categoryId) implements Missing {}

    record NoSuchMenu(String menuId) implements Missing {}

    /** No open session has it: it never was, or its session has ended. */
    record NoSuchOpenOrder(String orderId) implements Missing {}

    record StoreAlreadyOpen(String storeId) implements Conflict {}

    record IntakePaused(@Nullable String reason) implements Conflict {}

    /** @param menuIds unknown, deleted or sold out, in the order asked for */
    record ItemsUnavailable(List<String> menuIds) implements Conflict {}

    record SessionFull(int maximumOrders) implements Conflict {}

    record ImpossibleTransition(OrderStatus from, OrderStatus to) implements Conflict {}

    record NotPending(OrderStatus status) implements Conflict {}

    record TableNumberTaken(int tableNumber) implements Conflict {}

    record SessionOpen(String tableId) implements Conflict {}

    record NoOpenSession(String tableId) implements Conflict {}

    record CategoryNotEmpty(String categoryId) implements Conflict {}

    record CategoryNameTaken(String categoryName) implements Conflict {}

    /** @param what tables, categories or menus */
    record StoreFull(String what, int maximum) implements Conflict {}

    /** Answered 412. */
    record VersionMismatch(int expected, int current) implements Rejection {}

    /** The command's id was used for something else: answered 422. */
    record IdempotencyKeyReused() implements Rejection {}
}
