package io.tableorder.api.writer;

import io.tableorder.decide.CallCommand;
import io.tableorder.decide.CatalogueCommand;
import io.tableorder.decide.LifecycleCommand;
import io.tableorder.decide.OperatorCommand;
import io.tableorder.decide.OrderCommand;
import io.tableorder.decide.PrinterCommand;
import io.tableorder.decide.Rejection.SessionAsItIs;
import io.tableorder.decide.StationCommand;
import io.tableorder.decide.StoreCommand;
import io.tableorder.decide.TableCommand;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.Position;
import io.tableorder.event.Printer;
import io.tableorder.event.Station;
import io.tableorder.store.Call;
import io.tableorder.store.Catalogue.Category;
import io.tableorder.store.Floor;
import io.tableorder.store.Order;
import io.tableorder.store.Session;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * This is what a command that changed nothing was about, as it is: what its answer is made from. It takes the place of
 * a receipt, and is as small, since it may travel between instances.
 *
 * @param position of the store's last event
 * @param order the order, if the command was about one
 * @param category the category, if the command was to change one
 * @param menu the item, if the command was to change one
 * @param profile the store's, if the command was about the store itself
 * @param session the one that is at the other table already, if the command was to move it there
 * @param call the one that is open or answered already, if the command was to make or answer it
 * @param station the station, if the command was to change one
 * @param printer the printer, if the command was to change one
 */
public record CommandSubject(
        Position position,
        @Nullable Order order,
        @Nullable Category category,
        @Nullable MenuItem menu,
        @Nullable StoreProfile profile,
        @Nullable SessionAsItIs session,
        @Nullable Call call,
        @Nullable Station station,
        @Nullable Printer printer) {

    public CommandSubject {
        // Other instances know nothing of where its events are.
        order = order == null ? null : order.asAnswered();
    }

    static CommandSubject of(StoreState state, StoreCommand command) {
        // Before its first event nothing in a store can be so already.
        Position position = Objects.requireNonNull(state.head().position());
        return switch (command) {
            case OrderCommand order ->
                new CommandSubject(
                        position, state.floor().order(order.orderId()), null, null, null, null, null, null, null);
            case CatalogueCommand.ChangeCategory change -> {
                Category category = state.catalogue().categories().get(change.categoryId());
                yield new CommandSubject(position, null, category, null, null, null, null, null, null);
            }
            case CatalogueCommand.ChangeMenu change ->
                new CommandSubject(
                        position, null, null, state.catalogue().menu(change.menuId()), null, null, null, null, null);
            case CatalogueCommand.ChangeOption change ->
                new CommandSubject(
                        position, null, null, state.catalogue().menu(change.menuId()), null, null, null, null, null);
            case LifecycleCommand _ ->
                new CommandSubject(position, null, null, null, state.profile(), null, null, null, null);
            case TableCommand.MoveSession move ->
                new CommandSubject(
                        position, null, null, null, null, sessionAt(state, move.toTableId()), null, null, null);
            case CallCommand call ->
                new CommandSubject(position, null, null, null, null, null, callOf(state.floor(), call), null, null);
            case StationCommand.ChangeStation change -> {
                Station station = state.catalogue().stations().get(change.stationId());
                yield new CommandSubject(position, null, null, null, null, null, null, station, null);
            }
            case PrinterCommand.ChangePrinter change -> {
                Printer printer = state.catalogue().printers().get(change.printerId());
                yield new CommandSubject(position, null, null, null, null, null, null, null, printer);
            }
            case CatalogueCommand _, StationCommand _, PrinterCommand _, TableCommand _, OperatorCommand _ ->
                new CommandSubject(position, null, null, null, null, null, null, null, null);
        };
    }

    private static @Nullable Call callOf(Floor floor, CallCommand command) {
        return switch (command) {
            case CallCommand.MakeCall make ->
                floor.openCall(make.tableId(), make.kind()).orElse(null);
            case CallCommand.AnswerCall answer -> floor.call(answer.callId());
        };
    }

    private static @Nullable SessionAsItIs sessionAt(StoreState state, String tableId) {
        Table table = state.floor().table(tableId);
        Session session = table == null ? null : table.session();
        return table == null || session == null
                ? null
                : new SessionAsItIs(
                        table.tableId(),
                        table.tableNumber(),
                        session.sessionId(),
                        state.floor().versionOf(session),
                        session.totalAmount(),
                        session.orderCount());
    }
}
