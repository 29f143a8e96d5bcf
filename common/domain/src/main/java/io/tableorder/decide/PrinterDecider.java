package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.decide.Decision.Unchanged;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Printer;
import io.tableorder.event.PrinterEvent;
import io.tableorder.store.Catalogue;
import io.tableorder.store.Order;
import io.tableorder.store.StoreState;
import io.tableorder.store.Versions;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A printer prints for some stations or for everything; several may print the same. */
final class PrinterDecider {

    /** One for each station that a kitchen can have. Bounds the store's state, and the slips of an order. */
    static final int MAXIMUM_PRINTERS = StationDecider.MAXIMUM_STATIONS;

    private PrinterDecider() {}

    static Decision decide(StoreState state, PrinterCommand command) {
        Catalogue catalogue = state.catalogue();
        return switch (command) {
            case PrinterCommand.AddPrinter(Printer printer) -> add(catalogue, printer);
            case PrinterCommand.ChangePrinter change ->
                ofKnown(catalogue, command, before -> change(catalogue, before, change));
            case PrinterCommand.RemovePrinter remove -> ofKnown(catalogue, command, before -> remove(before, remove));
            case PrinterCommand.RequestReprint reprint -> ofKnown(catalogue, command, _ -> reprint(state, reprint));
        };
    }

    private static Decision ofKnown(Catalogue catalogue, PrinterCommand command, Function<Printer, Decision> decision) {
        Printer printer = catalogue.printers().get(command.printerId());
        return printer == null
                ? new Refused(new Rejection.NoSuchPrinter(command.printerId()))
                : decision.apply(printer);
    }

    private static Decision add(Catalogue catalogue, Printer wanted) {
        if (catalogue.printers().size() >= MAXIMUM_PRINTERS) {
            return new Refused(new Rejection.StoreFull("printers", MAXIMUM_PRINTERS));
        }
        Printer printer = new Printer(
                wanted.printerId(),
                Names.kept(wanted.printerName()),
                wanted.address(),
                distinct(wanted.stationIds()),
                wanted.columns(),
                wanted.language(),
                wanted.confirms());
        Rejection refusal = refusal(catalogue, printer, null);
        return refusal == null ? new Granted(List.of(new PrinterEvent.Added(printer))) : new Refused(refusal);
    }

    private static Decision change(Catalogue catalogue, Printer before, PrinterCommand.ChangePrinter change) {
        if (Expected.isOther(change.expectedVersion(), Versions.of(before))) {
            return Expected.mismatch(change.expectedVersion(), Versions.of(before));
        }
        Printer after = new Printer(
                before.printerId(),
                change.printerName() == null ? before.printerName() : Names.kept(change.printerName()),
                Objects.requireNonNullElse(change.address(), before.address()),
                change.stationIds() == null ? before.stationIds() : distinct(change.stationIds()),
                Objects.requireNonNullElse(change.columns(), before.columns()),
                Objects.requireNonNullElse(change.language(), before.language()),
                Objects.requireNonNullElse(change.confirms(), before.confirms()));
        if (after.equals(before)) {
            return new Unchanged();
        }
        Rejection refusal = refusal(catalogue, after, before);
        return refusal == null ? new Granted(List.of(new PrinterEvent.Changed(after))) : new Refused(refusal);
    }

    private static Decision remove(Printer before, PrinterCommand.RemovePrinter remove) {
        return Expected.isOther(remove.expectedVersion(), Versions.of(before))
                ? Expected.mismatch(remove.expectedVersion(), Versions.of(before))
                : new Granted(List.of(new PrinterEvent.Removed(remove.printerId())));
    }

    /** What left the floor is cooked no more, and a cancelled order has nothing to print. */
    private static Decision reprint(StoreState state, PrinterCommand.RequestReprint reprint) {
        Order order = state.floor().order(reprint.orderId());
        return order == null || order.status() == OrderStatus.CANCELLED
                ? new Refused(new Rejection.NoSuchOpenOrder(reprint.orderId()))
                : new Granted(List.of(new PrinterEvent.ReprintRequested(reprint.printerId(), reprint.orderId())));
    }

    /** A station that was named before may be gone by now; that is no reason not to mend the address. */
    private static @Nullable Rejection refusal(Catalogue catalogue, Printer printer, @Nullable Printer before) {
        for (String stationId : printer.stationIds()) {
            if (!catalogue.stations().containsKey(stationId)
                    && (before == null || !before.stationIds().contains(stationId))) {
                return new Rejection.NoSuchStation(stationId);
            }
        }
        boolean isNameTaken = catalogue.printers().values().stream()
                .filter(other -> !other.printerId().equals(printer.printerId()))
                .anyMatch(other -> Names.lookAlike(other.printerName(), printer.printerName()));
        return isNameTaken ? new Rejection.PrinterNameTaken(printer.printerName()) : null;
    }

    private static List<String> distinct(List<String> ids) {
        return ids.stream().distinct().toList();
    }
}
