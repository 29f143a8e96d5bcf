package io.tableorder.cli.replay;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.Printer;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.event.Translations;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A description says what an event changed, in a few words. */
final class EventDescription {
    private EventDescription() {}

    static String of(StoreEvent event) {
        return switch (event) {
            case StoreLifecycleEvent lifecycle -> of(lifecycle);
            case CatalogueEvent catalogue -> of(catalogue);
            case StationEvent.Added added -> of(added.station());
            case StationEvent.Changed changed -> "to " + of(changed.station());
            case StationEvent.Removed _ -> "removed";
            case PrinterEvent.Added added -> of(added.printer());
            case PrinterEvent.Changed changed -> "to " + of(changed.printer());
            case PrinterEvent.Removed _ -> "removed";
            case PrinterEvent.ReprintRequested reprint -> "order " + reprint.orderId() + " once more";
            case TableEvent.Added added -> "table " + added.tableNumber();
            case TableEvent.Changed changed ->
                "table " + changed.tableNumber() + (changed.tableName() == null ? "" : ", " + changed.tableName());
            case TableEvent.AccessRenewed _ -> "new password";
            case TableEvent.Removed removed -> "table " + removed.tableNumber();
            case SessionEvent.Started started -> "table " + started.tableNumber();
            case SessionEvent.Ended ended ->
                "table " + ended.tableNumber() + ", " + ended.orderCount() + " orders, "
                        + amount(ended.totalSessionAmount());
            case SessionEvent.Moved moved ->
                "table " + moved.fromTableNumber() + " → " + moved.tableNumber() + ", "
                        + amount(moved.totalSessionAmount());
            case SessionEvent.Merged merged ->
                "table " + merged.tableNumber() + " with " + merged.intoTableNumber() + " = "
                        + amount(merged.totalSessionAmount());
            case SessionEvent.Split split ->
                "table " + split.tableNumber() + ": " + amount(split.newTotalAmount())
                        + (split.closed() ? " paid apart" : " to table " + split.newTableNumber());
            case CallEvent.Made made -> "table " + made.tableNumber() + " calls for " + made.kind();
            case CallEvent.Moved moved -> "to table " + moved.tableNumber();
            case CallEvent.Ended ended ->
                "table " + ended.tableNumber() + ", " + ended.kind() + ": "
                        + ended.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case OperatorEvent.RecordSkipped skipped ->
                "without the record at " + skipped.position() + because(skipped.skipReason());
            case OperatorEvent.TextErased erased -> "what the party wrote" + because(erased.eraseReason());
            case OrderEvent order -> of(order);
        };
    }

    private static String of(Station station) {
        return "station %s with %d categories and %d dishes"
                .formatted(
                        station.stationName(),
                        station.categoryIds().size(),
                        station.menuIds().size());
    }

    private static String of(Printer printer) {
        return "printer %s at %s for %s"
                .formatted(
                        printer.printerName(),
                        printer.address(),
                        printer.printsEverything()
                                ? "everything"
                                : printer.stationIds().size() + " stations");
    }

    private static String of(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Placed placed -> of(placed);
            case OrderEvent.StatusChanged changed -> changed.from() + " → " + changed.to();
            case OrderEvent.LinesCompleted completed -> lines(completed.itemIds()) + " completed";
            case OrderEvent.LinesReopened reopened -> lines(reopened.itemIds()) + " reopened";
            case OrderEvent.ItemRemoved removed ->
                removed.quantity() + " of line " + removed.itemId() + " taken back" + because(removed.reason());
            case OrderEvent.Moved moved -> "to table " + moved.tableNumber();
            case OrderEvent.LinesMoved moved ->
                moved.lines().stream()
                        .map(part -> part.quantity() + " of line " + part.itemId())
                        .collect(Collectors.joining(", ", "", " to order " + moved.toOrderId()));
            case OrderEvent.SplitOff split ->
                "from order " + split.fromOrderId() + ", table " + split.tableNumber() + ": "
                        + items(split.items(), split.totalAmount());
            case OrderEvent.Cancelled cancelled -> "was " + cancelled.from() + because(cancelled.reason());
        };
    }

    private static String of(StoreLifecycleEvent event) {
        return switch (event) {
            case StoreLifecycleEvent.Opened opened ->
                "%s of chain %s, %s, %s"
                        .formatted(opened.storeName(), opened.chainId(), opened.timeZone(), opened.currency());
            case StoreLifecycleEvent.Renamed renamed -> "to " + renamed.storeName();
            case StoreLifecycleEvent.SettingsChanged changed ->
                "%s, %s, business day from %s"
                        .formatted(changed.timeZone(), changed.currency(), changed.businessDayStart());
            case StoreLifecycleEvent.IntakePaused paused -> "paused" + because(paused.reason());
            case StoreLifecycleEvent.IntakeResumed _ -> "resumed";
        };
    }

    private static String of(CatalogueEvent event) {
        return switch (event) {
            case CatalogueEvent.CategoryAdded added -> added.categoryName();
            case CatalogueEvent.CategoryChanged changed -> "to " + changed.categoryName();
            case CatalogueEvent.CategoryVisibilityChanged changed ->
                changed.categoryName() + (changed.hidden() ? " hidden" : " shown");
            case CatalogueEvent.CategoryDetailsChanged changed ->
                changed.categoryName() + " with " + languages(changed.translations());
            case CatalogueEvent.CategoryRemoved _, CatalogueEvent.MenuRemoved _ -> "removed";
            case CatalogueEvent.MenuAdded added -> of(added.menu());
            case CatalogueEvent.MenuChanged changed -> "to " + of(changed.menu());
            case CatalogueEvent.MenuOptionsChanged changed ->
                "%s with %d option groups"
                        .formatted(of(changed.menu()), changed.menu().choices().size());
            case CatalogueEvent.MenuDetailsChanged changed ->
                of(changed.menu()) + " with " + of(changed.menu().details());
            case CatalogueEvent.MenuAvailabilityChanged changed -> changed.available() ? "available" : "sold out";
            case CatalogueEvent.MenuOptionAvailabilityChanged changed ->
                "option %s %s".formatted(changed.optionId(), changed.available() ? "available" : "sold out");
            case CatalogueEvent.MenuReordered reordered -> reordered.ranks().size() + " items";
        };
    }

    private static String of(MenuItem menu) {
        return menu.menuName() + " at " + amount(menu.price()) + (menu.available() ? "" : ", sold out");
    }

    private static String of(@Nullable MenuDetails details) {
        if (details == null) {
            return "no details";
        }
        return languages(details.translations())
                + (details.allergens() == null ? "" : ", " + details.allergens().size() + " allergens")
                + (details.origin() == null ? "" : ", origin")
                + (details.spiciness() == null ? "" : ", spiciness " + details.spiciness());
    }

    private static String languages(@Nullable Translations translations) {
        return (translations == null ? 0 : translations.all().count()) + " translations";
    }

    private static String of(OrderEvent.Placed placed) {
        return "table " + placed.tableNumber() + ": " + items(placed.items(), placed.totalAmount());
    }

    private static String items(List<OrderLine> items, long totalAmount) {
        return items.stream()
                .map(line -> line.quantity() + " × " + line.menuName())
                .collect(Collectors.joining(", ", "", " = " + amount(totalAmount)));
    }

    private static String lines(List<String> itemIds) {
        return (itemIds.size() == 1 ? "line " : "lines ") + String.join(", ", itemIds);
    }

    private static String because(@Nullable String reason) {
        return reason == null ? "" : ": " + reason;
    }

    private static String amount(long minorUnits) {
        return String.format(Locale.ROOT, "%,d", minorUnits);
    }
}
