package io.tableorder.projector;

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
import io.tableorder.event.OptionGroup.Option;
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
import io.tableorder.store.Call;
import io.tableorder.store.Catalogue.Category;
import io.tableorder.store.Order;
import io.tableorder.store.OrderNumbers;
import io.tableorder.store.Session;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A store in which anything that may happen happens, from a seed. */
public final class RandomStore {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final StoreLog log;
    private final Random random;
    private int ids;

    public RandomStore(StoreLog log, long seed) {
        this.log = log;
        this.random = new Random(seed);
    }

    public StoreLog log() {
        return log;
    }

    private String id(String kind) {
        return kind + "-" + ++ids;
    }

    private StoreState state() {
        return log.state();
    }

    /** Appends what one command would. */
    public void happen() {
        log.pass(Duration.ofMinutes(random.nextInt(20)));
        switch (random.nextInt(20)) {
            case 0 -> lifecycle();
            case 1 -> category();
            case 2 -> menu();
            case 3 -> table();
            case 4 -> endSession();
            case 5 -> cancel();
            case 6, 7, 8 -> changeStatus();
            case 9, 10 -> moveAbout();
            case 11, 12 -> call();
            case 13, 14 -> changeLine();
            case 15 -> {
                station();
                printer();
            }
            default -> place();
        }
    }

    /** A party moves, joins another, or has lines on a bill of their own, if the state allows what chance has chosen. */
    private void moveAbout() {
        List<Table> busy = busy();
        if (busy.isEmpty()) {
            place();
            return;
        }
        Table table = any(busy);
        String other = any(state().floor().tablesByNumber()).tableId();
        TableCommand command = switch (random.nextInt(3)) {
            case 0 -> new TableCommand.MoveSession(table.tableId(), other, TableCommand.SeenSession.ANY);
            case 1 -> new TableCommand.MergeSession(table.tableId(), other, null, TableCommand.SeenSession.ANY);
            default -> split(table, random.nextBoolean() ? other : null);
        };
        appendIfGranted(command);
    }

    private void appendIfGranted(StoreCommand command) {
        if (StoreDecider.decide(state(), command, log.now()) instanceof Decision.Granted(List<StoreEvent> events)) {
            events.forEach(log::append);
        }
    }

    /** Guests call, or somebody goes to those who do. */
    private void call() {
        List<Call> open = state().floor().openCalls();
        List<Table> tables = state().floor().tablesByNumber();
        if (tables.isEmpty()) {
            table();
        } else if (!open.isEmpty() && random.nextBoolean()) {
            appendIfGranted(new CallCommand.AnswerCall(any(open).callId()));
        } else {
            appendIfGranted(new CallCommand.MakeCall(id("call"), any(tables).tableId(), any(CallCommand.KINDS)));
        }
    }

    private void endCallsAt(String tableId, CallOutcome outcome) {
        state().floor()
                .openCallsAt(tableId)
                .forEach(call -> log.append(
                        new CallEvent.Ended(call.callId(), call.kind(), call.tableId(), call.tableNumber(), outcome)));
    }

    private TableCommand split(Table table, @Nullable String toTableId) {
        Order order = any(state().floor().ordersOf(table.session()));
        OrderLine line = any(order.items());
        return new TableCommand.SplitSession(
                table.tableId(),
                List.of(new TableCommand.SplitLine(
                        order.orderId(), line.itemId(), 1 + random.nextInt(line.quantity()))),
                id("session"),
                List.of(id("order")),
                toTableId,
                TableCommand.SeenSession.ANY);
    }

    private void lifecycle() {
        switch (random.nextInt(3)) {
            case 0 -> log.append(new StoreLifecycleEvent.Renamed("이름 " + random.nextInt(100)));
            case 1 -> log.append(new StoreLifecycleEvent.IntakePaused(random.nextBoolean() ? null : "주방 점검"));
            default -> log.append(new StoreLifecycleEvent.IntakeResumed());
        }
    }

    private void category() {
        var categories = state().catalogue().categoriesInOrder();
        if (categories.size() < 2 || random.nextInt(3) == 0) {
            log.append(new CatalogueEvent.CategoryAdded(id("category"), "분류 " + ids, random.nextInt(5)));
            return;
        }
        var category = any(categories);
        if (random.nextInt(5) == 0) {
            log.append(new CatalogueEvent.CategoryDetailsChanged(
                    category.categoryId(),
                    category.categoryName(),
                    category.displayOrder(),
                    random.nextBoolean(),
                    random.nextBoolean() ? null : translations()));
        } else if (random.nextInt(4) == 0) {
            log.append(new CatalogueEvent.CategoryVisibilityChanged(
                    category.categoryId(),
                    category.categoryName(),
                    category.displayOrder(),
                    !category.hiddenFromGuests()));
        } else if (random.nextBoolean() && !state().catalogue().hasMenusIn(category.categoryId())) {
            log.append(new CatalogueEvent.CategoryRemoved(category.categoryId()));
        } else {
            log.append(new CatalogueEvent.CategoryChanged(category.categoryId(), "새 분류", random.nextInt(5)));
        }
    }

    private void station() {
        var stations = state().catalogue().stationsInOrder();
        if (stations.size() < 2) {
            log.append(new StationEvent.Added(stationOf(id("station"))));
        } else if (random.nextInt(3) == 0) {
            log.append(new StationEvent.Removed(any(stations).stationId()));
        } else {
            log.append(new StationEvent.Changed(stationOf(any(stations).stationId())));
        }
    }

    private void printer() {
        var printers = state().catalogue().printersInOrder();
        if (printers.size() < 2) {
            log.append(new PrinterEvent.Added(printerOf(id("printer"))));
        } else {
            log.append(
                    switch (random.nextInt(3)) {
                        case 0 -> new PrinterEvent.Removed(any(printers).printerId());
                        case 1 ->
                            new PrinterEvent.ReprintRequested(any(printers).printerId(), "order");
                        default ->
                            new PrinterEvent.Changed(printerOf(any(printers).printerId()));
                    });
        }
    }

    private Printer printerOf(String id) {
        return new Printer(
                id,
                "\"프린터\" {중괄호}, \\ " + random.nextInt(9),
                "10.0.0.%d:9100".formatted(random.nextInt(256)),
                List.of("station \"gone\""),
                32 + random.nextInt(17),
                random.nextBoolean() ? SlipLanguage.KO : SlipLanguage.EN,
                random.nextBoolean());
    }

    private Station stationOf(String id) {
        return new Station(
                id,
                "\"그릴\" {중괄호}, \\ " + random.nextInt(9),
                state().catalogue().categoriesInOrder().stream()
                        .filter(_ -> random.nextBoolean())
                        .map(Category::categoryId)
                        .toList(),
                List.of("menu \"gone\""));
    }

    private void menu() {
        var categories = state().catalogue().categoriesInOrder();
        var menus = state().catalogue().menus().values().stream()
                .sorted(Comparator.comparing(MenuItem::menuId))
                .toList();
        if (categories.isEmpty()) {
            category();
        } else if (menus.size() < 3 || random.nextInt(3) == 0) {
            log.append(new CatalogueEvent.MenuAdded(
                    menuOf(id("menu"), any(categories).categoryId())));
        } else {
            MenuItem menu = any(menus);
            switch (random.nextInt(7)) {
                case 6 ->
                    log.append(new CatalogueEvent.MenuDetailsChanged(
                            menu.withDetails(random.nextBoolean() ? null : details())));
                case 5 ->
                    log.append(new CatalogueEvent.MenuOptionsChanged(
                            menu.withOptionGroups(random.nextBoolean() ? null : List.of(size(menu.menuId())))));
                case 0 -> log.append(new CatalogueEvent.MenuRemoved(menu.menuId()));
                case 4 ->
                    log.append(
                            menu.option("large") == null
                                    ? new CatalogueEvent.MenuAvailabilityChanged(menu.menuId(), true)
                                    : new CatalogueEvent.MenuOptionAvailabilityChanged(
                                            menu.menuId(),
                                            "large",
                                            random.nextBoolean(),
                                            random.nextBoolean() ? null : log.now()));
                case 1 -> log.append(new CatalogueEvent.MenuAvailabilityChanged(menu.menuId(), random.nextBoolean()));
                case 2 ->
                    log.append(new CatalogueEvent.MenuReordered(List.of(
                            new MenuRank(menu.menuId(), 9),
                            new MenuRank(any(menus).menuId(), 1))));
                default ->
                    log.append(new CatalogueEvent.MenuChanged(
                            menuOf(menu.menuId(), any(categories).categoryId())));
            }
        }
    }

    private MenuItem menuOf(String id, String categoryId) {
        boolean plain = random.nextBoolean();
        return new MenuItem(
                id,
                categoryId,
                "메뉴 \"" + id + "\"",
                1_000L * (1 + random.nextInt(20)),
                plain ? null : "설명, {중괄호}와 \\ 그리고 NULL",
                plain ? null : "https://example.com/" + id,
                random.nextInt(5),
                true,
                null,
                random.nextBoolean() ? null : List.of(size(id)));
    }

    private MenuDetails details() {
        return new MenuDetails(
                random.nextBoolean() ? null : translations(),
                random.nextBoolean() ? null : List.of(Allergen.EGGS, Allergen.PINE_NUT),
                random.nextBoolean() ? null : "쌀 \"국내산\", {중괄호}와 \\",
                random.nextInt(MenuDetails.HOTTEST + 1));
    }

    private Translations translations() {
        return new Translations(
                null,
                new Translation("Rice \"bowl\" \\", random.nextBoolean() ? null : "NULL"),
                new Translation("ご飯", null),
                null);
    }

    private OptionGroup size(String menuId) {
        return new OptionGroup(
                "size",
                "양 \"" + menuId + "\" {중괄호}, \\",
                0,
                1,
                List.of(new Option("large", "곱빼기 🍜", 2_000, false), new Option("half", "NULL", -500, true)));
    }

    private static List<ChosenOption> chosen(MenuItem menu, boolean any) {
        return menu.choices().stream()
                .filter(_ -> any)
                .map(group -> new ChosenOption(
                        group.groupId(),
                        group.groupName(),
                        group.options().getFirst().optionId(),
                        group.options().getFirst().optionName(),
                        group.options().getFirst().priceDifference()))
                .toList();
    }

    private void table() {
        List<Table> free = state().floor().tablesByNumber().stream()
                .filter(table -> table.session() == null)
                .toList();
        if (free.size() > 4 && random.nextBoolean()) {
            Table table = any(free);
            endCallsAt(table.tableId(), CallOutcome.TABLE_REMOVED);
            log.append(new TableEvent.Removed(table.tableId(), table.tableNumber()));
        } else {
            log.append(new TableEvent.Added(id("table"), ids));
        }
    }

    public void place() {
        var menus = List.copyOf(state().catalogue().menus().values());
        var tables = state().floor().tablesByNumber();
        if (menus.isEmpty()) {
            menu();
        } else if (tables.isEmpty()) {
            table();
        } else {
            place(any(tables), menus);
        }
    }

    private void place(Table table, List<MenuItem> menus) {
        if (table.session() == null) {
            log.append(new SessionEvent.Started(id("session"), table.tableId(), table.tableNumber()));
        }
        List<OrderLine> lines = IntStream.rangeClosed(1, 1 + random.nextInt(3))
                .mapToObj(i -> {
                    MenuItem menu = any(menus);
                    List<ChosenOption> chosen = chosen(menu, random.nextBoolean());
                    return new OrderLine(
                            String.valueOf(i),
                            menu.menuId(),
                            menu.menuName(),
                            menu.price()
                                    + chosen.stream()
                                            .mapToLong(ChosenOption::priceDifference)
                                            .sum(),
                            1 + random.nextInt(9),
                            random.nextBoolean() ? null : "덜 맵게",
                            chosen,
                            null);
                })
                .toList();
        LocalDate day = OrderNumbers.businessDay(log.now(), SEOUL, StoreProfile.DEFAULT_BUSINESS_DAY_START);
        Session session = state().floor().table(table.tableId()).session();
        log.append(new OrderEvent.Placed(
                id("order"),
                1,
                state().orderNumbers().nextOn(day),
                day,
                session.sessionId(),
                table.tableId(),
                table.tableNumber(),
                lines,
                lines.stream().mapToLong(OrderLine::subtotal).sum()));
    }

    private void changeStatus() {
        List<Order> movable = orders().stream()
                .filter(order -> order.status().mayBecome(OrderStatus.COMPLETED))
                .toList();
        if (movable.isEmpty()) {
            place();
            return;
        }
        Order order = any(movable);
        OrderStatus to = order.status().mayBecome(OrderStatus.PREPARING) && random.nextInt(4) > 0
                ? OrderStatus.PREPARING
                : OrderStatus.COMPLETED;
        log.append(new OrderEvent.StatusChanged(
                order.orderId(), order.version() + 1, order.tableId(), order.status(), to));
    }

    private void changeLine() {
        List<Order> orders = orders();
        if (orders.isEmpty()) {
            place();
            return;
        }
        Order order = any(orders);
        appendIfGranted(new OrderCommand.ChangeLine(
                order.orderId(),
                any(order.items()).itemId(),
                random.nextInt(3) == 0 ? LineStatus.PREPARING : LineStatus.COMPLETED,
                null));
    }

    private void cancel() {
        List<Order> orders = orders().stream()
                .filter(order -> order.status() != OrderStatus.CANCELLED)
                .toList();
        if (orders.isEmpty()) {
            place();
            return;
        }
        Order order = any(orders);
        long total = state().floor().table(order.tableId()).session().totalAmount();
        log.append(new OrderEvent.Cancelled(
                order.orderId(),
                order.version() + 1,
                order.tableId(),
                order.status(),
                total - order.totalAmount(),
                random.nextBoolean() ? null : "손님 요청"));
    }

    public void endSessions() {
        while (!busy().isEmpty()) {
            endSession();
        }
    }

    private List<Table> busy() {
        return state().floor().tablesByNumber().stream()
                .filter(table -> table.session() != null)
                .toList();
    }

    private void endSession() {
        List<Table> busy = busy();
        if (busy.isEmpty()) {
            place();
            return;
        }
        Table table = any(busy);
        Session session = table.session();
        endCallsAt(table.tableId(), CallOutcome.SESSION_ENDED);
        log.append(new SessionEvent.Ended(
                session.sessionId(),
                table.tableId(),
                table.tableNumber(),
                session.totalAmount(),
                session.orderCount()));
    }

    private List<Order> orders() {
        return state().floor().orders().values().stream()
                .sorted(Comparator.comparing(Order::orderId))
                .toList();
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
