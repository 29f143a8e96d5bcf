package io.tableorder.store;

import io.tableorder.decide.CallCommand;
import io.tableorder.decide.Decision;
import io.tableorder.decide.OrderCommand;
import io.tableorder.decide.OrderCommand.LineStatus;
import io.tableorder.decide.StoreCommand;
import io.tableorder.decide.StoreDecider;
import io.tableorder.decide.TableCommand;
import io.tableorder.event.Allergen;
import io.tableorder.event.CallEvent;
import io.tableorder.event.CallEvent.CallOutcome;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CatalogueEvent.MenuRank;
import io.tableorder.event.ChosenOption;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Printer;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.SlipLanguage;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.event.Translations;
import io.tableorder.event.Translations.Translation;
import io.tableorder.fixture.Sample;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What could come next in a store: each time the events of one command that the state allows. */
public final class RandomHistory {

    private static final int MOST_MENUS = 12;
    private static final int MOST_TABLES = 8;

    private final RandomGenerator random;
    private int ids;

    public RandomHistory(RandomGenerator random) {
        this.random = random;
    }

    /** The events of one command; none if chance chose one that the state does not allow. */
    public List<StoreEvent> next(StoreState state, Instant time) {
        if (!state.isOpened()) {
            return List.of(Sample.opened());
        }
        return switch (random.nextInt(40)) {
            case 0 -> lifecycle();
            case 1 -> category(state.catalogue());
            case 2, 3 -> addMenu(state.catalogue());
            case 4, 32 -> changeMenu(state.catalogue());
            case 5, 6 -> tables(state, time);
            case 7, 8 -> endSession(state.floor());
            case 9, 10 -> cancel(state.floor());
            case 11, 12, 13, 14 -> move(state.floor());
            case 15, 16 -> takeBack(state.floor());
            case 17 -> granted(state, moveSession(state.floor()), time);
            case 18 -> granted(state, mergeSession(state.floor()), time);
            case 19, 20, 21, 22 -> granted(state, splitSession(state.floor()), time);
            case 23, 24 -> granted(state, call(state.floor()), time);
            case 25 -> granted(state, answer(state.floor()), time);
            case 30, 31 -> station(state.catalogue());
            case 34, 35 -> printer(state.catalogue());
            case 33 -> granted(state, reopenLine(state.floor()), time);
            case 26, 27, 28, 29 -> granted(state, changeLine(state.floor()), time);
            default -> place(state, time);
        };
    }

    private List<StoreEvent> lifecycle() {
        return List.of(
                switch (random.nextInt(3)) {
                    case 0 -> new StoreLifecycleEvent.Renamed(text());
                    case 1 -> new StoreLifecycleEvent.IntakePaused(maybeText());
                    default -> new StoreLifecycleEvent.IntakeResumed();
                });
    }

    private List<StoreEvent> category(Catalogue catalogue) {
        Optional<String> one = oneOf(catalogue.categories().keySet());
        if (one.isEmpty() || random.nextBoolean()) {
            return List.of(new CatalogueEvent.CategoryAdded(id("category"), text(), random.nextInt()));
        }
        if (random.nextInt(6) == 0) {
            return List.of(new CatalogueEvent.CategoryDetailsChanged(
                    one.get(), text(), random.nextInt(), random.nextBoolean(), translations()));
        }
        if (random.nextInt(3) == 0) {
            return List.of(new CatalogueEvent.CategoryVisibilityChanged(one.get(), text(), 1, random.nextBoolean()));
        }
        return List.of(
                catalogue.hasMenusIn(one.get())
                        ? new CatalogueEvent.CategoryChanged(one.get(), text(), random.nextInt())
                        : new CatalogueEvent.CategoryRemoved(one.get()));
    }

    private List<StoreEvent> station(Catalogue catalogue) {
        Optional<String> one = oneOf(catalogue.stations().keySet());
        if (one.isEmpty() || random.nextBoolean()) {
            return List.of(new StationEvent.Added(stationOf(id("station"), catalogue)));
        }
        return List.of(
                random.nextBoolean()
                        ? new StationEvent.Changed(stationOf(one.get(), catalogue))
                        : new StationEvent.Removed(one.get()));
    }

    private List<StoreEvent> printer(Catalogue catalogue) {
        Optional<String> one = oneOf(catalogue.printers().keySet());
        if (one.isEmpty() || random.nextBoolean()) {
            return List.of(new PrinterEvent.Added(printerOf(id("printer"), catalogue)));
        }
        return List.of(
                switch (random.nextInt(3)) {
                    case 0 -> new PrinterEvent.Changed(printerOf(one.get(), catalogue));
                    case 1 -> new PrinterEvent.ReprintRequested(one.get(), "any-order");
                    default -> new PrinterEvent.Removed(one.get());
                });
    }

    private Printer printerOf(String printerId, Catalogue catalogue) {
        return new Printer(
                printerId,
                text(),
                "10.0.0.%d:9100".formatted(random.nextInt(256)),
                oneOf(catalogue.stations().keySet()).stream().toList(),
                42,
                SlipLanguage.EN,
                random.nextBoolean());
    }

    private Station stationOf(String stationId, Catalogue catalogue) {
        return new Station(
                stationId,
                text(),
                oneOf(catalogue.categories().keySet()).stream().toList(),
                oneOf(catalogue.menus().keySet()).stream().toList());
    }

    private List<StoreEvent> addMenu(Catalogue catalogue) {
        return oneOf(catalogue.categories().keySet())
                .filter(_ -> catalogue.menus().size() < MOST_MENUS)
                .<List<StoreEvent>>map(category -> List.of(new CatalogueEvent.MenuAdded(menu(id("menu"), category))))
                .orElse(List.of());
    }

    private List<StoreEvent> changeMenu(Catalogue catalogue) {
        return oneOf(catalogue.menus().values())
                .<List<StoreEvent>>map(menu -> List.of(
                        switch (random.nextInt(7)) {
                            case 5 -> new CatalogueEvent.MenuDetailsChanged(menu.withDetails(details()));
                            case 3 ->
                                new CatalogueEvent.MenuOptionsChanged(
                                        menu.withOptionGroups(IntStream.range(0, random.nextInt(3))
                                                .mapToObj(_ -> group())
                                                .toList()));
                            case 4 -> optionAvailability(menu);
                            case 0 -> new CatalogueEvent.MenuChanged(menu(menu.menuId(), menu.categoryId()));
                            case 1 -> new CatalogueEvent.MenuAvailabilityChanged(menu.menuId(), random.nextBoolean());
                            case 2 ->
                                new CatalogueEvent.MenuReordered(
                                        List.of(new MenuRank(menu.menuId(), random.nextInt())));
                            default -> new CatalogueEvent.MenuRemoved(menu.menuId());
                        }))
                .orElse(List.of());
    }

    private CatalogueEvent optionAvailability(MenuItem menu) {
        return oneOf(menu.choices())
                .flatMap(group -> oneOf(group.options()))
                .<CatalogueEvent>map(option -> new CatalogueEvent.MenuOptionAvailabilityChanged(
                        menu.menuId(), option.optionId(), random.nextBoolean(), null))
                .orElseGet(() -> new CatalogueEvent.MenuAvailabilityChanged(menu.menuId(), random.nextBoolean()));
    }

    private List<StoreEvent> tables(StoreState state, Instant time) {
        int number = 1 + random.nextInt(MOST_TABLES);
        Table table = state.floor().tableNumbered(number).orElse(null);
        return table == null
                ? List.of(new TableEvent.Added(id("table"), number))
                : granted(state, Optional.of(new TableCommand.RemoveTable(table.tableId())), time);
    }

    /** Orders stay as they are: that a decider completes or cancels them first is no rule of the fold. */
    private List<StoreEvent> endSession(Floor floor) {
        Table table = oneOf(floor.tables().values()).orElse(null);
        Session session = table == null ? null : table.session();
        if (table == null || session == null) {
            return List.of();
        }
        List<StoreEvent> events = new ArrayList<>();
        for (Call call : floor.openCallsAt(table.tableId())) {
            events.add(new CallEvent.Ended(
                    call.callId(), call.kind(), call.tableId(), call.tableNumber(), CallOutcome.SESSION_ENDED));
        }
        events.add(new SessionEvent.Ended(
                session.sessionId(),
                table.tableId(),
                table.tableNumber(),
                session.totalAmount(),
                session.orderCount()));
        return events;
    }

    private Optional<CallCommand> call(Floor floor) {
        return oneOf(floor.tables().keySet())
                .flatMap(tableId ->
                        oneOf(CallCommand.KINDS).map(kind -> new CallCommand.MakeCall(id("call"), tableId, kind)));
    }

    private Optional<CallCommand> answer(Floor floor) {
        return oneOf(floor.openCalls()).map(call -> new CallCommand.AnswerCall(call.callId()));
    }

    private List<StoreEvent> cancel(Floor floor) {
        return oneOf(floor.orders().values())
                .filter(order -> order.status() != OrderStatus.CANCELLED)
                .<List<StoreEvent>>map(order -> List.of(new OrderEvent.Cancelled(
                        order.orderId(),
                        order.version() + 1,
                        order.tableId(),
                        order.status(),
                        sumOfOthers(floor, order),
                        maybeText())))
                .orElse(List.of());
    }

    private Optional<OrderCommand> changeLine(Floor floor) {
        return oneOf(floor.orders().values())
                .flatMap(order -> oneOf(order.items())
                        .map(line -> new OrderCommand.ChangeLine(
                                order.orderId(),
                                line.itemId(),
                                random.nextInt(4) == 0 ? LineStatus.PREPARING : LineStatus.COMPLETED,
                                null)));
    }

    private Optional<OrderCommand> reopenLine(Floor floor) {
        return oneOf(floor.orders().values().stream()
                        .filter(order -> order.items().stream().anyMatch(OrderLine::hasBeenCompleted))
                        .toList())
                .flatMap(order -> oneOf(order.items().stream()
                                .filter(OrderLine::hasBeenCompleted)
                                .toList())
                        .map(line -> new OrderCommand.ChangeLine(
                                order.orderId(), line.itemId(), LineStatus.PREPARING, null)));
    }

    private List<StoreEvent> takeBack(Floor floor) {
        Order order = oneOf(floor.orders().values()).orElse(null);
        OrderLine line = order == null ? null : oneOf(order.items()).orElse(null);
        if (order == null || line == null || order.status() == OrderStatus.CANCELLED) {
            return List.of();
        }
        int quantity = 1 + random.nextInt(line.quantity());
        if (quantity == line.quantity() && order.items().size() == 1) {
            return List.of();
        }
        long left = order.totalAmount() - line.unitPrice() * quantity;
        return List.of(new OrderEvent.ItemRemoved(
                order.orderId(),
                order.version() + 1,
                order.tableId(),
                line.itemId(),
                quantity,
                left,
                sumOfOthers(floor, order) + left,
                maybeText()));
    }

    /** Counted anew from the orders, so that a total gone astray in the fold shows. */
    private static long sumOfOthers(Floor floor, Order order) {
        return floor.orders().values().stream()
                .filter(other -> other.sessionId().equals(order.sessionId()))
                .filter(other -> other.status() != OrderStatus.CANCELLED)
                .filter(other -> !other.orderId().equals(order.orderId()))
                .mapToLong(Order::totalAmount)
                .sum();
    }

    private List<StoreEvent> move(Floor floor) {
        Order order = oneOf(floor.orders().values()).orElse(null);
        OrderStatus to = OrderStatus.values()[random.nextInt(OrderStatus.values().length)];
        return order == null || !order.status().mayBecome(to)
                ? List.of()
                : List.of(new OrderEvent.StatusChanged(
                        order.orderId(), order.version() + 1, order.tableId(), order.status(), to));
    }

    /** As the decider has it: such commands are several events, which have to fit each other. */
    private static List<StoreEvent> granted(StoreState state, Optional<? extends StoreCommand> command, Instant time) {
        return command.<Decision>map(some -> StoreDecider.decide(state, some, time))
                .flatMap(decision ->
                        decision instanceof Decision.Granted granted ? Optional.of(granted.events()) : Optional.empty())
                .orElse(List.of());
    }

    private Optional<TableCommand> moveSession(Floor floor) {
        return pairOfTables(floor)
                .map(pair ->
                        new TableCommand.MoveSession(pair.getFirst(), pair.getLast(), TableCommand.SeenSession.ANY));
    }

    private Optional<TableCommand> mergeSession(Floor floor) {
        return pairOfTables(floor)
                .map(pair -> new TableCommand.MergeSession(
                        pair.getFirst(), pair.getLast(), null, TableCommand.SeenSession.ANY));
    }

    private Optional<List<String>> pairOfTables(Floor floor) {
        return oneOf(floor.tables().values())
                .filter(table -> table.session() != null)
                .flatMap(from -> oneOf(floor.tables().keySet()).map(to -> List.of(from.tableId(), to)));
    }

    private Optional<TableCommand> splitSession(Floor floor) {
        Table table = oneOf(floor.tables().values()).orElse(null);
        Session session = table == null ? null : table.session();
        if (table == null || session == null) {
            return Optional.empty();
        }
        boolean paid = random.nextBoolean();
        List<TableCommand.SplitLine> lines = floor.ordersOf(session).stream()
                .filter(order -> order.status() != OrderStatus.CANCELLED)
                .filter(order -> !paid || order.status() == OrderStatus.COMPLETED)
                .flatMap(order -> order.items().stream()
                        .filter(_ -> random.nextInt(3) == 0)
                        .map(line -> new TableCommand.SplitLine(
                                order.orderId(), line.itemId(), 1 + random.nextInt(line.quantity()))))
                .toList();
        String free = oneOf(floor.tables().values().stream()
                        .filter(other -> other.session() == null)
                        .toList())
                .map(Table::tableId)
                .orElse(null);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableCommand.SplitSession(
                        table.tableId(),
                        lines,
                        id("session"),
                        lines.stream().map(_ -> id("order")).toList(),
                        paid ? null : free,
                        TableCommand.SeenSession.ANY));
    }

    private List<StoreEvent> place(StoreState state, Instant time) {
        Table table = oneOf(state.floor().tables().values()).orElse(null);
        List<MenuItem> menus = List.copyOf(state.catalogue().menus().values());
        if (table == null || menus.isEmpty()) {
            return List.of();
        }
        List<StoreEvent> events = new ArrayList<>();
        Session open = table.session();
        String sessionId = open == null ? id("session") : open.sessionId();
        if (open == null) {
            events.add(new SessionEvent.Started(sessionId, table.tableId(), table.tableNumber()));
        }
        List<OrderLine> lines = IntStream.rangeClosed(1, 1 + random.nextInt(5))
                .mapToObj(i -> line(i, menus.get(random.nextInt(menus.size()))))
                .toList();
        LocalDate day = state.orderNumbers().dayAt(time, Objects.requireNonNull(state.profile()));
        events.add(new OrderEvent.Placed(
                id("order"),
                1,
                state.orderNumbers().nextOn(day),
                day,
                sessionId,
                table.tableId(),
                table.tableNumber(),
                lines,
                lines.stream().mapToLong(OrderLine::subtotal).sum()));
        return events;
    }

    private OrderLine line(int number, MenuItem menu) {
        List<ChosenOption> chosen = menu.choices().stream()
                .flatMap(group -> group.options().stream()
                        .filter(_ -> random.nextBoolean())
                        .map(option -> new ChosenOption(
                                group.groupId(),
                                group.groupName(),
                                option.optionId(),
                                option.optionName(),
                                option.priceDifference())))
                .toList();
        return new OrderLine(
                String.valueOf(number),
                menu.menuId(),
                menu.menuName(),
                menu.price()
                        + chosen.stream()
                                .mapToLong(ChosenOption::priceDifference)
                                .sum(),
                1 + random.nextInt(99),
                maybeText(),
                chosen,
                null);
    }

    private MenuItem menu(String menuId, String categoryId) {
        return new MenuItem(
                menuId,
                categoryId,
                text(),
                random.nextLong(10_000_000),
                maybeText(),
                maybeText(),
                random.nextInt(),
                random.nextBoolean(),
                null,
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> group()).toList(),
                random.nextBoolean() ? null : details());
    }

    private MenuDetails details() {
        return new MenuDetails(
                random.nextBoolean() ? null : translations(),
                Arrays.stream(Allergen.values())
                        .filter(_ -> random.nextInt(5) == 0)
                        .toList(),
                maybeText(),
                random.nextInt(MenuDetails.HOTTEST + 1));
    }

    private Translations translations() {
        return new Translations(translation(), translation(), translation(), translation());
    }

    private @Nullable Translation translation() {
        return random.nextBoolean() ? null : new Translation(text(), maybeText());
    }

    private OptionGroup group() {
        return new OptionGroup(
                id("group"),
                text(),
                random.nextInt(2),
                1 + random.nextInt(3),
                IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(_ -> new OptionGroup.Option(
                                id("option"), text(), random.nextLong(10_000), random.nextBoolean()))
                        .toList());
    }

    private String id(String what) {
        return what + "-" + ++ids;
    }

    private @Nullable String maybeText() {
        return random.nextBoolean() ? null : text();
    }

    /** Any characters that make a text: quotes, control characters and emoji among them. */
    private String text() {
        return random.ints(random.nextInt(20), 0, Character.MAX_CODE_POINT + 1)
                .map(point -> random.nextBoolean() ? point : '가' + point % ('힣' - '가'))
                .map(point -> random.nextInt(4) == 0 ? point % 128 : point)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private <T> Optional<T> oneOf(Collection<T> things) {
        return things.stream()
                .skip(things.isEmpty() ? 0 : random.nextInt(things.size()))
                .findFirst();
    }
}
