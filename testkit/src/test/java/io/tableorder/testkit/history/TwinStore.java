package io.tableorder.testkit.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.decide.Decision;
import io.tableorder.decide.OrderCommand;
import io.tableorder.decide.StoreCommand;
import io.tableorder.decide.StoreDecider;
import io.tableorder.decide.TableCommand;
import io.tableorder.event.Actor;
import io.tableorder.event.CatalogueEvent.MenuAdded;
import io.tableorder.event.CatalogueEvent.MenuAvailabilityChanged;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.ChosenOption;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.StoreHashChain;
import io.tableorder.fixture.Uuids;
import io.tableorder.store.Order;
import io.tableorder.store.Receipt;
import io.tableorder.store.ReceiptStub;
import io.tableorder.store.Session;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import io.tableorder.testkit.history.StoreRules.Verdict;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A store with its one writer, in memory: it obeys the laws, unless it is forked. */
final class TwinStore {

    static final int PARTITION = 7;
    static final int SEED_EVENTS = 7;
    static final String MENU = "menu-bulgogi";
    static final String OTHER_MENU = "menu-soju";

    private static final OptionGroup SIZE = new OptionGroup(
            "size",
            "양",
            0,
            1,
            List.of(
                    new OptionGroup.Option("large", "큰 병", 2_000, false),
                    new OptionGroup.Option("half", "반 병", -500, false)));
    static final Actor STAFF = Sample.STAFF;

    private static final EventCodec CODEC = new EventCodec();

    /** What all writers of the store share, the fenced ones too. */
    private static final class World {
        final List<LoggedRecord> records = new ArrayList<>();
        final History history = new History(Map.of(PARTITION, (long) SEED_EVENTS));
        long nanos;
        int ids;
    }

    private final World world;
    private StoreState state;

    private TwinStore(World world, StoreState state) {
        this.world = world;
        this.state = state;
    }

    static TwinStore opened() {
        TwinStore store = new TwinStore(new World(), StoreState.unopened(Sample.STORE));
        List<StoreEvent> seed = List.of(
                Sample.opened(),
                Sample.category("meals"),
                Sample.menu(MENU, 15_000),
                new MenuAdded(Sample.menuItem(OTHER_MENU, 5_000).withOptionGroups(List.of(SIZE))),
                Sample.table(1),
                Sample.table(2),
                Sample.table(3));
        seed.forEach(event -> store.append(event, Sample.command("seed")));
        return store;
    }

    /** A second writer that takes this one's state for the truth, as if no fence kept it out. */
    TwinStore fork() {
        return new TwinStore(world, state);
    }

    History history() {
        return world.history;
    }

    StoreState state() {
        return state;
    }

    EventLog log() {
        return EventLog.of(world.records);
    }

    static Actor guestsOf(int table) {
        return new Actor(Role.TABLE, Sample.tableId(table));
    }

    static Command.PlaceOrder order(int table, String... menus) {
        return new Command.PlaceOrder(
                Sample.tableId(table),
                List.of(menus).stream()
                        .map(menu -> new Command.Line(menu, 2, null))
                        .toList());
    }

    Attempt place(int table, String key) {
        return send(guestsOf(table), key, order(table, MENU));
    }

    Attempt move(String orderId, OrderStatus status, String key) {
        return send(STAFF, key, new Command.ChangeStatus(orderId, status, null));
    }

    static String orderOf(Attempt placed) {
        return placed.outcome() instanceof Outcome.Ok ok && ok.answer() instanceof Answer.OfOrder order
                ? order.orderId()
                : "none";
    }

    Attempt send(Actor actor, String key, Command command) {
        long sent = ++world.nanos;
        Outcome outcome = decide(actor, key, command);
        Attempt attempt = new Attempt(actor, Sample.STORE, key, command, sent, ++world.nanos, outcome);
        world.history.record(attempt);
        return attempt;
    }

    private Outcome decide(Actor actor, String key, Command command) {
        CommandStamp stamp = stamp(actor, key);
        ReceiptStub earlier = state.receipts().of(stamp.commandId());
        if (earlier != null) {
            return answer(command, receipt(earlier), true);
        }
        Verdict verdict = StoreRules.verdict(state, command);
        return switch (verdict) {
            case GRANTED -> {
                events(command).forEach(event -> append(event, stamp));
                yield answer(
                        command, receipt(Objects.requireNonNull(state.receipts().of(stamp.commandId()))), false);
            }
            case UNCHANGED -> unchanged(command);
            case NOT_FOUND -> new Outcome.Rejected(404, verdict.name());
            case CONFLICT, MENU_HIDDEN, OPTIONS_INVALID, SOLD_OUT -> new Outcome.Rejected(409, verdict.name());
            case VERSION_MISMATCH -> new Outcome.Rejected(412, verdict.name());
        };
    }

    private Receipt receipt(ReceiptStub stub) {
        return Receipt.recall(
                stub,
                offset -> Objects.requireNonNull(world.records.get((int) offset).event()));
    }

    private List<StoreEvent> events(Command command) {
        return switch (command) {
            case Command.PlaceOrder place -> placed(place);
            case Command.ChangeStatus change -> {
                Order order = order(change.orderId());
                yield List.of(new OrderEvent.StatusChanged(
                        order.orderId(), order.version() + 1, order.tableId(), order.status(), change.status()));
            }
            case Command.CancelOrder cancel -> cancelled(order(cancel.orderId()));
            case Command.RemoveOrder remove -> cancelled(order(remove.orderId()));
            case Command.ChangeLine change ->
                granted(new OrderCommand.ChangeLine(
                        change.orderId(),
                        change.itemId(),
                        change.completed() ? OrderCommand.LineStatus.COMPLETED : OrderCommand.LineStatus.PREPARING,
                        change.expectedVersion()));
            case Command.RemoveItem removal ->
                granted(new OrderCommand.RemoveItem(
                        removal.orderId(), removal.itemId(), removal.quantity(), null, null));
            case Command.EndSession end -> {
                Table table = table(end.tableId());
                Session session = Objects.requireNonNull(table.session());
                List<StoreEvent> events = new ArrayList<>();
                state.floor().ordersOf(session).stream()
                        .filter(order -> order.status().isUnfinished())
                        .forEach(order -> events.add(new OrderEvent.StatusChanged(
                                order.orderId(),
                                order.version() + 1,
                                order.tableId(),
                                order.status(),
                                OrderStatus.COMPLETED)));
                events.add(new SessionEvent.Ended(
                        session.sessionId(),
                        table.tableId(),
                        table.tableNumber(),
                        session.totalAmount(),
                        session.orderCount()));
                yield events;
            }
            case Command.MoveSession move ->
                granted(new TableCommand.MoveSession(move.tableId(), move.toTableId(), TableCommand.SeenSession.ANY));
            case Command.MergeSession merge ->
                granted(new TableCommand.MergeSession(
                        merge.tableId(), merge.intoTableId(), null, TableCommand.SeenSession.ANY));
            case Command.SetAvailability set -> List.of(new MenuAvailabilityChanged(set.menuId(), set.available()));
        };
    }

    private List<StoreEvent> granted(StoreCommand command) {
        return StoreDecider.decide(state, command, Sample.EVENING) instanceof Decision.Granted(var events)
                ? events
                : List.of();
    }

    private static List<ChosenOption> chosen(MenuItem menu, List<String> options) {
        return menu.choices().stream()
                .flatMap(group -> group.options().stream()
                        .filter(option -> options.contains(option.optionId()))
                        .map(option -> new ChosenOption(
                                group.groupId(),
                                group.groupName(),
                                option.optionId(),
                                option.optionName(),
                                option.priceDifference())))
                .toList();
    }

    private List<StoreEvent> placed(Command.PlaceOrder place) {
        Table table = table(place.tableId());
        List<StoreEvent> events = new ArrayList<>();
        Session open = table.session();
        String sessionId = open == null ? "session-" + ++world.ids : open.sessionId();
        if (open == null) {
            events.add(new SessionEvent.Started(sessionId, table.tableId(), table.tableNumber()));
        }
        OrderLine[] lines = IntStream.range(0, place.lines().size())
                .mapToObj(i -> {
                    Command.Line line = place.lines().get(i);
                    var menu = Objects.requireNonNull(state.catalogue().menu(line.menuId()));
                    List<ChosenOption> chosen = chosen(menu, line.options());
                    return new OrderLine(
                            "" + (i + 1),
                            line.menuId(),
                            menu.menuName(),
                            menu.price()
                                    + chosen.stream()
                                            .mapToLong(ChosenOption::priceDifference)
                                            .sum(),
                            line.quantity(),
                            line.note(),
                            chosen,
                            null);
                })
                .toArray(OrderLine[]::new);
        int number = state.orderNumbers().nextOn(Sample.DAY);
        events.add(Sample.placed("order-" + ++world.ids, number, sessionId, table.tableNumber(), lines));
        return events;
    }

    private List<StoreEvent> cancelled(Order order) {
        long total = Objects.requireNonNull(table(order.tableId()).session()).totalAmount() - order.totalAmount();
        return List.of(new OrderEvent.Cancelled(
                order.orderId(), order.version() + 1, order.tableId(), order.status(), total, null));
    }

    private Order order(String orderId) {
        return Objects.requireNonNull(state.floor().order(orderId));
    }

    private Table table(String tableId) {
        return Objects.requireNonNull(state.floor().table(tableId));
    }

    static CommandStamp stamp(Actor actor, String key) {
        return new CommandStamp(CommandIds.of(Sample.STORE, actor, key), "asked", actor, null);
    }

    /** @throws io.tableorder.store.ImpossibleEventException after writing it, if no writer would have */
    void append(StoreEvent event, CommandStamp stamp) {
        int offset = world.records.size();
        var encoded = StoreHashChain.after(state)
                .next(Uuids.numbered(offset), event, Sample.EVENING.plus(Duration.ofSeconds(offset)), stamp);
        var produced = encoded.toRecord(PARTITION);
        LoggedRecord record = recordAt(new Position(PARTITION, offset), produced.value());
        world.records.add(record);
        state = state.evolve(Objects.requireNonNull(record.event()));
    }

    static LoggedRecord recordAt(Position position, byte[] value) {
        return LoggedRecord.of(
                CODEC,
                new ConsumerRecord<>(
                        Topics.ORDER_EVENTS,
                        position.partition(),
                        position.offset(),
                        Sample.STORE.getBytes(UTF_8),
                        value));
    }

    private static Outcome answer(Command command, Receipt receipt, boolean replayed) {
        int status = command instanceof Command.PlaceOrder ? 201 : 200;
        Answer answer = switch (receipt.event()) {
            case OrderEvent.Cancelled cancelled
            when command instanceof Command.RemoveOrder ->
                new Answer.OfRemoval(cancelled.orderId(), cancelled.tableId(), cancelled.tableTotalAmount());
            case OrderEvent _ -> Answer.OfOrder.of(Objects.requireNonNull(receipt.order()));
            case SessionEvent.Ended ended ->
                new Answer.OfSession(
                        ended.tableId(), ended.sessionId(), ended.totalSessionAmount(), ended.orderCount());
            case SessionEvent.Moved moved ->
                new Answer.OfMove(moved.tableId(), moved.sessionId(), moved.totalSessionAmount(), moved.orderCount());
            case SessionEvent.Merged merged ->
                new Answer.OfMove(
                        merged.intoTableId(), merged.intoSessionId(), merged.totalSessionAmount(), merged.orderCount());
            case MenuAvailabilityChanged changed -> new Answer.OfMenu(changed.menuId(), changed.available());
            default -> throw new IllegalStateException("No command asks for " + receipt.event());
        };
        return new Outcome.Ok(status, receipt.position(), replayed, answer);
    }

    private Outcome unchanged(Command command) {
        Position position = Objects.requireNonNull(state.head().position());
        Answer answer = switch (command) {
            case Command.ChangeStatus change -> Answer.OfOrder.of(order(change.orderId()));
            case Command.ChangeLine change -> Answer.OfOrder.of(order(change.orderId()));
            case Command.SetAvailability set -> new Answer.OfMenu(set.menuId(), set.available());
            default -> throw new IllegalStateException("It cannot be so already: " + command);
        };
        return new Outcome.Ok(200, position, false, answer);
    }
}
