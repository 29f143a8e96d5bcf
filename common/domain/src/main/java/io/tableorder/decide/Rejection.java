package io.tableorder.decide;

import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This says why a command was not granted. Nothing has changed. */
public sealed interface Rejection {

    /** Something named by the command is not there: answered 404. */
    sealed interface Missing extends Rejection {}

    /** The state does not allow it: answered 409. */
    sealed interface Conflict extends Rejection {}

    record NoSuchStore(String storeId) implements Missing {}

    /** It says that the record does not hold its store back: the store's state has it in it, or it was decided about already. */
    record NotHeldBack(Position position) implements Conflict {}

    /** Another record holds the store back, and has to be decided about first. */
    record HeldBackBy(Position first) implements Conflict {}

    /** So much waits behind the record that held the store back that it is not kept to be folded. */
    record TooMuchBehind(Position first) implements Conflict {}

    /** The party has not left, and goes on writing under the key that would be destroyed. */
    record SessionStillOpen(String sessionId) implements Conflict {}

    /** The store has destroyed as many keys one by one as its record of them has room for. */
    record TooManyErasures(int erasures) implements Conflict {}

    record NoSuchTable(String tableId) implements Missing {}

    record NoSuchCategory(String categoryId) implements Missing {}

    record NoSuchMenu(String menuId) implements Missing {}

    record NoSuchStation(String stationId) implements Missing {}

    record NoSuchPrinter(String printerId) implements Missing {}

    /** The dish has no such option. */
    record NoSuchOption(String menuId, String optionId) implements Missing {}

    /** No open session has it: it never was, or its session has ended. */
    record NoSuchOpenOrder(String orderId) implements Missing {}

    /** Nobody waits for it: it never was, or its party has left. */
    record NoSuchCall(String callId) implements Missing {}

    /** The store does not offer that to be called for. */
    record NoSuchCallKind(String kind) implements Missing {}

    /** The order has no such line, or none of it is left. */
    record NoSuchItem(String orderId, String itemId) implements Missing {}

    record StoreAlreadyOpen(String storeId) implements Conflict {}

    /**
     * The store takes no orders now.
     *
     * @param message for guests; null when none was given
     */
    record IntakePaused(@Nullable String message) implements Conflict {}

    /**
     * The store has taken orders under this setting, so it stays.
     *
     * @param setting one that no order may have been placed under: time_zone or currency
     */
    record SettingFixed(String setting) implements Conflict {}

    /**
     * Some dishes cannot be ordered.
     *
     * @param menuIds unknown, deleted or sold out, in the order asked for
     */
    record ItemsUnavailable(List<String> menuIds) implements Conflict {}

    /**
     * Some dishes are of a category that is hidden from guests.
     *
     * @param menuIds in the order asked for
     */
    record ItemsHidden(List<String> menuIds) implements Conflict {
        public ItemsHidden {
            menuIds = List.copyOf(menuIds);
        }
    }

    /**
     * Options of some lines are none of their dishes', or are too few or too many.
     *
     * @param lines those that are not as their dishes ask, in the order asked for
     */
    record OptionsInvalid(List<InvalidOptions> lines) implements Conflict {
        public OptionsInvalid {
            lines = List.copyOf(lines);
        }
    }

    /**
     * This is what is wrong with the options of one line.
     *
     * @param unknown ids that are no option of the dish
     * @param groups of which too few or too many options are chosen
     */
    record InvalidOptions(String menuId, List<String> unknown, List<GroupChoices> groups) {
        public InvalidOptions {
            unknown = List.copyOf(unknown);
            groups = List.copyOf(groups);
        }
    }

    /** This is how many options a group takes, and how many were chosen. */
    record GroupChoices(String groupId, String groupName, int minChoices, int maxChoices, int chosen) {}

    /**
     * Some of the options chosen are sold out.
     *
     * @param options in the order asked for, each once
     */
    record OptionsSoldOut(List<SoldOutOption> options) implements Conflict {
        public OptionsSoldOut {
            options = List.copyOf(options);
        }
    }

    record SoldOutOption(String menuId, String optionId, String optionName) {}

    /**
     * Some dishes cost something else by now.
     *
     * @param prices of the dishes whose price is not the one the guests were shown, in the order asked for
     */
    record PriceChanged(List<CurrentPrice> prices) implements Conflict {
        public PriceChanged {
            prices = List.copyOf(prices);
        }
    }

    /**
     * This is what a dish costs now.
     *
     * @param unitPrice with the options, in the currency's minor unit
     * @param options ids of those that were asked for with it; null when none was
     */
    record CurrentPrice(
            String menuId, long unitPrice, @Nullable List<String> options) {

        /** The price of a dish without options. */
        public CurrentPrice(String menuId, long unitPrice) {
            this(menuId, unitPrice, null);
        }
    }

    record SessionFull(int maximumOrders) implements Conflict {}

    record ImpossibleTransition(OrderStatus from, OrderStatus to) implements Conflict {}

    /** A completed order can be recalled for a while only. */
    record TooLateToRecall(Instant completedAt, Duration window) implements Conflict {}

    /**
     * The line has fewer portions than were to be taken back.
     *
     * @param left how many portions of the line there are
     */
    record NotSoMany(String itemId, int left) implements Conflict {}

    record NotPending(OrderStatus status) implements Conflict {}

    record TableNumberTaken(int tableNumber) implements Conflict {}

    record TableNameTaken(String tableName) implements Conflict {}

    record SessionOpen(String tableId) implements Conflict {}

    record NoOpenSession(String tableId) implements Conflict {}

    /** The session is not the one the caller saw, or not as it was. */
    record SessionChanged(SessionAsItIs session) implements Conflict {}

    /**
     * This is the open session of a table as it is.
     *
     * @param version changes with every event of the session
     * @param totalAmount without the cancelled orders, in the currency's minor unit
     */
    record SessionAsItIs(
            String tableId, int tableNumber, String sessionId, int version, long totalAmount, int orderCount) {}

    /** The kitchen has not completed these orders, and the command does not say what becomes of them. */
    record UnfinishedOrders(List<String> orderIds) implements Conflict {
        public UnfinishedOrders {
            orderIds = List.copyOf(orderIds);
        }
    }

    /** A table is asked to be the other one, too. */
    record SameTable(String tableId) implements Conflict {}

    /** Nothing of the session would be left to stay. */
    record NothingLeftToSplit(String tableId) implements Conflict {}

    record CategoryNotEmpty(String categoryId) implements Conflict {}

    record CategoryNameTaken(String categoryName) implements Conflict {}

    record StationNameTaken(String stationName) implements Conflict {}

    record PrinterNameTaken(String printerName) implements Conflict {}

    /**
     * Another dish of the category has the name already, as far as anybody can see.
     *
     * @param menuName of that dish
     */
    record MenuNameTaken(String menuName) implements Conflict {}

    /**
     * Two groups of a dish, or two options of a group, are called alike, as far as anybody can see.
     *
     * @param name of the second
     */
    record OptionNameTaken(String name) implements Conflict {}

    /**
     * Somebody could choose options with which the dish would cost less than nothing.
     *
     * @param lowestPrice what it could come to, in the currency's minor unit
     */
    record PriceBelowZero(String menuName, long lowestPrice) implements Conflict {}

    /**
     * The store has as many of something as it may have.
     *
     * @param what tables, categories, menus, options, detail letters, stations or printers
     */
    record StoreFull(String what, int maximum) implements Conflict {}

    /** The table has ordered or called too often and this is no repetition of an earlier time: answered 429. */
    record OverRate(Duration retryAfter) implements Rejection {}

    /** The guests' token is from before the table's password changed: answered 401. */
    record AccessRenewed() implements Rejection {}

    /** The thing has another version; answered 412. */
    record VersionMismatch(int expected, int current) implements Rejection {}

    /** The command's id was used for something else: answered 422. */
    record IdempotencyKeyReused() implements Rejection {}
}
