package io.tableorder.api.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.api.writer.CommandGatewayTwin;
import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.api.writer.TestCommands;
import io.tableorder.api.writer.WriterUnavailableException;
import io.tableorder.decide.CallCommand;
import io.tableorder.decide.CatalogueCommand;
import io.tableorder.decide.LifecycleCommand;
import io.tableorder.decide.OperatorCommand;
import io.tableorder.decide.OrderCommand;
import io.tableorder.decide.PrinterCommand;
import io.tableorder.decide.Rejection;
import io.tableorder.decide.StationCommand;
import io.tableorder.decide.StoreCommand;
import io.tableorder.decide.TableCommand;
import io.tableorder.event.Actor;
import io.tableorder.event.Allergen;
import io.tableorder.event.CatalogueEvent.MenuRank;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.Printer;
import io.tableorder.event.Role;
import io.tableorder.event.SlipLanguage;
import io.tableorder.event.Translations;
import io.tableorder.event.Translations.Translation;
import io.tableorder.wire.EventTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardCodecTest {

    private static final CommandStamp STAMP =
            new CommandStamp("c-1", "print", new Actor(Role.CHAIN_ADMIN, "관리자-1"), "req-1");

    private static final Printer PRINTER =
            new Printer("p1", "그릴", "192.168.0.50:9100", List.of("s1"), 42, SlipLanguage.KO, true);

    private static final CatalogueCommand.DetailsChange TOLD = new CatalogueCommand.DetailsChange(
            new Translations(null, new Translation("Bibimbap", "Rice"), null, null),
            List.of(Allergen.PINE_NUT),
            "쌀: 국내산",
            3);

    private final ForwardCodec codec = new ForwardCodec();

    /** Each type at least once, with what may be absent there and, in another, absent. */
    static Stream<StoreCommand> commands() {
        return Stream.of(
                new LifecycleCommand.OpenStore("chain", "한옥 \"강남\"", ZoneId.of("Asia/Seoul"), "KRW"),
                new LifecycleCommand.ChangeStore("새 이름", true, "휴식"),
                new LifecycleCommand.ChangeStore(null, null, null),
                new CatalogueCommand.AddCategory("rice", "밥", 1),
                new CatalogueCommand.ChangeCategory("rice", "밥", 2),
                new CatalogueCommand.ChangeCategory("rice", null, null),
                new CatalogueCommand.ChangeCategory("rice", null, null, true, null, 3),
                new CatalogueCommand.RemoveCategory("rice"),
                new StationCommand.AddStation("s1", "그릴", List.of("rice"), List.of("m1", "m2")),
                new StationCommand.ChangeStation("s1", "구이", List.of(), List.of("m1"), 3),
                new StationCommand.ChangeStation("s1", null, null, null, null),
                new StationCommand.RemoveStation("s1", 7),
                new PrinterCommand.AddPrinter(PRINTER),
                new PrinterCommand.ChangePrinter("p1", "바", "10.0.0.8:9100", List.of(), 48, SlipLanguage.EN, false, 3),
                new PrinterCommand.ChangePrinter("p1", null, null, null, null, null, null, null),
                new PrinterCommand.RemovePrinter("p1", 7),
                new PrinterCommand.RequestReprint("p1", "o1"),
                new CatalogueCommand.AddMenu(
                        "m1", "rice", "비빔밥", 9_000_000_000L, "맛있다", "https://i/1", 1, true, null, null),
                new CatalogueCommand.AddMenu("m1", "rice", "비빔밥", 0, null, null, 0, false, null, null),
                new CatalogueCommand.ChangeMenu(
                        "m1", "rice", "비빔밥", 9_000L, "", "https://i/1", 3, false, null, null, null, null),
                new CatalogueCommand.ChangeMenu("m1", null, null, null, null, null, null, null, null, null, null, null),
                new CatalogueCommand.AddMenu("m1", "rice", "비빔밥", 9_000, null, null, 1, true, List.of(SIZE), null),
                new CatalogueCommand.ChangeMenu(
                        "m1", null, null, null, null, null, null, null, null, List.of(SIZE), null, 5),
                new CatalogueCommand.ChangeMenu(
                        "m1", null, null, null, null, null, null, null, null, List.of(), null, null),
                new CatalogueCommand.AddMenu("m1", "rice", "비빔밥", 9_000, null, null, 1, true, null, TOLD),
                new CatalogueCommand.ChangeMenu("m1", null, null, null, null, null, null, null, null, null, TOLD, 5),
                new CatalogueCommand.ChangeMenu(
                        "m1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new CatalogueCommand.DetailsChange(new Translations(null, null, null, null), List.of(), "", 0),
                        null),
                new CatalogueCommand.ChangeCategory(
                        "rice",
                        null,
                        null,
                        null,
                        new Translations(null, new Translation("Rice", null), null, null),
                        null),
                new CatalogueCommand.ChangeOption("m1", "large", false, Instant.parse("2026-11-21T10:00:00Z"), 5),
                new CatalogueCommand.ChangeOption("m1", "large", true, null, null),
                new CatalogueCommand.RemoveMenu("m1"),
                new CatalogueCommand.ReorderMenus(List.of(new MenuRank("m1", 2), new MenuRank("m2", 1))),
                new TableCommand.AddTable("t1", 7),
                new TableCommand.AddTable("t1", 7, "A-12", "1층"),
                new TableCommand.RemoveTable("t1"),
                new TableCommand.ChangeTable("t1", 7, "A-12", "1층", true, 3),
                new TableCommand.MoveSession("t1", "t2", new TableCommand.SeenSession("s1", 18_000L, 2, 7)),
                new TableCommand.MergeSession("t1", "t2", "s2", TableCommand.SeenSession.ANY),
                new TableCommand.MergeSession("t1", "t2", null, TableCommand.SeenSession.ANY),
                new TableCommand.SplitSession(
                        "t1",
                        List.of(new TableCommand.SplitLine("o1", "1", 2), new TableCommand.SplitLine("o2", "1", null)),
                        "s2",
                        List.of("o3", "o4"),
                        "t2",
                        TableCommand.SeenSession.ANY),
                new TableCommand.SplitSession(
                        "t1",
                        List.of(new TableCommand.SplitLine("o1", "1", null)),
                        "s2",
                        List.of("o3"),
                        null,
                        TableCommand.SeenSession.ANY),
                new TableCommand.ChangeTable("t1", null, null, null, false, null),
                new LifecycleCommand.ChangeStore(
                        null,
                        ZoneId.of("Asia/Seoul"),
                        "KRW",
                        LocalTime.of(5, 0),
                        true,
                        null,
                        "곧 다시 받습니다",
                        Duration.ofMinutes(20),
                        7),
                new CatalogueCommand.ChangeMenu(
                        "m1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        Instant.parse("2026-11-21T10:00:00Z"),
                        null,
                        null,
                        5),
                new OrderCommand.ChangeLine("o1", "1", OrderCommand.LineStatus.COMPLETED, 3),
                new OrderCommand.ChangeLine("o1", "1", OrderCommand.LineStatus.PREPARING, null),
                new OrderCommand.RemoveItem("o1", "1", 2, "취소", 3),
                new OrderCommand.RemoveItem("o1", "1", null, null, null),
                TableCommand.EndSession.completingAll("t1"),
                new TableCommand.EndSession("t1", "s1", 9_000L, 1, TableCommand.Unfinished.CANCEL, 3),
                new TableCommand.EndSession("t1", null, null, null, null, null),
                new CatalogueCommand.AddCategory("rice", "밥", null),
                new CatalogueCommand.AddMenu("m1", "rice", "비빔밥", 0, null, null, null, true, null, null),
                new OrderCommand.PlaceOrder(
                        "o1",
                        "s1",
                        "t1",
                        List.of(
                                new OrderCommand.Line("m1", 2, null, 9_000L),
                                new OrderCommand.Line("m1", 1, "덜 맵게", 11_000L, List.of("large"))),
                        Duration.ofSeconds(2),
                        Instant.parse("2026-11-21T10:00:00Z")),
                new OrderCommand.PlaceOrder(
                        "o1",
                        "s1",
                        "t1",
                        List.of(new OrderCommand.Line("m1", 2, "맵지 않게 🌶"), new OrderCommand.Line("m2", 1, null))),
                new OrderCommand.ChangeStatus("o1", OrderStatus.PREPARING, 3),
                new OrderCommand.ChangeStatus("o1", OrderStatus.COMPLETED, null),
                new OrderCommand.CancelOrder("o1", "t1", "마음이 바뀜", 2),
                new OrderCommand.CancelOrder("o1", null, null, null),
                new CallCommand.MakeCall("c1", "t1", "water"),
                new CallCommand.MakeCall(
                        "c1", "t1", "water", Duration.ofSeconds(2), Instant.parse("2026-11-21T10:00:00Z")),
                new CallCommand.AnswerCall("c1"),
                new OperatorCommand.SkipRecord(new Position(7, 12), "f".repeat(64), "a stranger's"),
                new OperatorCommand.EraseText("s1", "손님 요청"));
    }

    private static final OptionGroup SIZE =
            new OptionGroup("size", "양", 0, 1, List.of(new OptionGroup.Option("large", "곱빼기", 2_000, true)));

    static Stream<Rejection> rejections() {
        return Stream.of(
                new Rejection.NoSuchStore("s"),
                new Rejection.SessionStillOpen("s1"),
                new Rejection.TooManyErasures(700),
                new Rejection.NoSuchTable("t"),
                new Rejection.NoSuchCategory("c"),
                new Rejection.NoSuchMenu("m"),
                new Rejection.NoSuchStation("s"),
                new Rejection.NoSuchPrinter("p"),
                new Rejection.NoSuchOption("m", "large"),
                new Rejection.OptionsInvalid(List.of(new Rejection.InvalidOptions(
                        "m", List.of("huge"), List.of(new Rejection.GroupChoices("size", "양", 1, 1, 0))))),
                new Rejection.OptionsSoldOut(List.of(new Rejection.SoldOutOption("m", "large", "곱빼기"))),
                new Rejection.OptionNameTaken("곱빼기"),
                new Rejection.PriceBelowZero("비빔밥", -500),
                new Rejection.PriceChanged(List.of(new Rejection.CurrentPrice("m1", 11_000, List.of("large")))),
                new Rejection.NoSuchOpenOrder("o"),
                new Rejection.NoSuchCall("c"),
                new Rejection.NoSuchCallKind("taxi"),
                new Rejection.StoreAlreadyOpen("s"),
                new Rejection.IntakePaused("휴식"),
                new Rejection.IntakePaused(null),
                new Rejection.NoSuchItem("o", "1"),
                new Rejection.NotSoMany("1", 2),
                new Rejection.SettingFixed("currency"),
                new Rejection.TableNameTaken("A-12"),
                new Rejection.AccessRenewed(),
                new Rejection.ItemsUnavailable(List.of("m1", "m2")),
                new Rejection.ItemsHidden(List.of("m1", "m2")),
                new Rejection.PriceChanged(List.of(new Rejection.CurrentPrice("m1", 9_000))),
                new Rejection.SessionFull(500),
                new Rejection.NotHeldBack(new Position(7, 12)),
                new Rejection.HeldBackBy(new Position(7, 12)),
                new Rejection.TooMuchBehind(new Position(7, 12)),
                new Rejection.TooLateToRecall(Instant.parse("2026-11-21T10:00:00Z"), Duration.ofMinutes(30)),
                new Rejection.SessionChanged(new Rejection.SessionAsItIs("t", 3, "s", 4, 9_000, 1)),
                new Rejection.UnfinishedOrders(List.of("o1", "o2")),
                new Rejection.OverRate(Duration.ofSeconds(2)),
                new Rejection.ImpossibleTransition(OrderStatus.COMPLETED, OrderStatus.PENDING),
                new Rejection.NotPending(OrderStatus.PREPARING),
                new Rejection.TableNumberTaken(3),
                new Rejection.SessionOpen("t"),
                new Rejection.NoOpenSession("t"),
                new Rejection.SameTable("t"),
                new Rejection.NothingLeftToSplit("t"),
                new Rejection.MenuNameTaken("비빔밥"),
                new Rejection.CategoryNotEmpty("c"),
                new Rejection.CategoryNameTaken("밥"),
                new Rejection.StationNameTaken("그릴"),
                new Rejection.PrinterNameTaken("그릴"),
                new Rejection.StoreFull("menus", 1_000),
                new Rejection.VersionMismatch(1, 2),
                new Rejection.IdempotencyKeyReused());
    }

    /** What the writer really answers: receipts of every kind of event, things found as they should be, a refusal. */
    static Stream<CommandOutcome> outcomes() {
        CommandGatewayTwin writer = new CommandGatewayTwin(Clock.fixed(TestCommands.NOW, ZoneOffset.UTC));
        List<CommandOutcome> outcomes = new ArrayList<>();
        TestCommands.setUp("hanok").forEach(request -> outcomes.add(writer.submit(request)));
        Stream.of(
                        new LifecycleCommand.ChangeStore("새 이름", null, null),
                        new LifecycleCommand.ChangeStore(null, true, "휴식"),
                        new LifecycleCommand.ChangeStore(null, true, null),
                        new LifecycleCommand.ChangeStore(null, false, null),
                        new CatalogueCommand.ChangeCategory("rice", null, null, true, null, null),
                        new CatalogueCommand.ChangeCategory("rice", null, null, false, null, null),
                        new CatalogueCommand.ChangeCategory("rice", "쌀밥", null),
                        new CatalogueCommand.ChangeCategory("rice", "쌀밥", null),
                        new CatalogueCommand.ChangeMenu(
                                "bibimbap", null, null, 1L, null, null, 1, null, null, null, null, null),
                        new CatalogueCommand.ChangeMenu(
                                "bibimbap", null, null, 1L, null, null, 1, null, null, null, null, null),
                        new CatalogueCommand.ChangeMenu(
                                "bibimbap", null, null, null, null, null, null, false, null, null, null, null),
                        new CatalogueCommand.ChangeMenu(
                                "bibimbap", null, null, null, null, null, null, true, null, null, null, null),
                        new CatalogueCommand.ChangeMenu(
                                "bibimbap", null, null, null, null, null, null, null, null, List.of(SIZE), null, null),
                        new CatalogueCommand.ChangeMenu(
                                "bibimbap", null, null, null, null, null, null, null, null, null, TOLD, null),
                        new CatalogueCommand.ChangeMenu(
                                "bibimbap", null, null, null, null, null, null, null, null, null, TOLD, null),
                        new CatalogueCommand.ChangeCategory("rice", null, null, null, TOLD.translations(), null),
                        new CatalogueCommand.ChangeCategory("rice", null, null, null, TOLD.translations(), null),
                        new CatalogueCommand.ChangeOption("bibimbap", "large", false, null, null),
                        new CatalogueCommand.ChangeOption("bibimbap", "large", false, null, null),
                        new CatalogueCommand.ReorderMenus(List.of(new MenuRank("bibimbap", 9))),
                        new CatalogueCommand.ReorderMenus(List.of(new MenuRank("bibimbap", 9))),
                        new OrderCommand.PlaceOrder(
                                "o1", "session-o1", "t1", List.of(new OrderCommand.Line("bibimbap", 2, null))),
                        new OrderCommand.ChangeStatus("o1", OrderStatus.PREPARING, null),
                        new OrderCommand.ChangeStatus("o1", OrderStatus.PREPARING, null),
                        new OrderCommand.RemoveItem("o1", "1", 1, null, null),
                        new OrderCommand.CancelOrder("o1", null, "품절", null),
                        new OrderCommand.PlaceOrder(
                                "o0",
                                "unused",
                                "t1",
                                List.of(
                                        new OrderCommand.Line("bibimbap", 2, null),
                                        new OrderCommand.Line("bibimbap", 1, "덜 맵게"))),
                        new OrderCommand.ChangeLine("o0", "1", OrderCommand.LineStatus.COMPLETED, null),
                        new OrderCommand.ChangeLine("o0", "1", OrderCommand.LineStatus.PREPARING, null),
                        new OrderCommand.ChangeLine("o0", "2", OrderCommand.LineStatus.COMPLETED, null),
                        new OrderCommand.ChangeLine("o0", "2", OrderCommand.LineStatus.COMPLETED, null),
                        new StationCommand.AddStation("s1", "그릴", List.of("rice"), List.of("bibimbap")),
                        new StationCommand.ChangeStation("s1", "구이", null, null, null),
                        new StationCommand.ChangeStation("s1", "구이", null, null, null),
                        new PrinterCommand.AddPrinter(PRINTER),
                        new PrinterCommand.ChangePrinter("p1", "구이", null, null, null, null, null, null),
                        new PrinterCommand.ChangePrinter("p1", "구이", null, null, null, null, null, null),
                        new PrinterCommand.RequestReprint("p1", "o0"),
                        new PrinterCommand.RemovePrinter("p1", null),
                        new StationCommand.RemoveStation("s1", null),
                        new LifecycleCommand.ChangeStore(
                                null, null, null, LocalTime.of(6, 0), null, null, null, null, null),
                        new TableCommand.ChangeTable("t1", 7, "A-12", null, true, null),
                        new TableCommand.AddTable("t-free", 9),
                        new OrderCommand.PlaceOrder(
                                "o2", "unused", "t1", List.of(new OrderCommand.Line("bibimbap", 2, null))),
                        new TableCommand.SplitSession(
                                "t1",
                                List.of(new TableCommand.SplitLine("o2", "1", 1)),
                                "session-apart",
                                List.of("o3"),
                                "t-free",
                                TableCommand.SeenSession.ANY),
                        new TableCommand.MergeSession("t-free", "t1", null, TableCommand.SeenSession.ANY),
                        new TableCommand.MoveSession("t1", "t-free", TableCommand.SeenSession.ANY),
                        new TableCommand.MoveSession(
                                "t1", "t-free", new TableCommand.SeenSession("session-o1", null, null, null)),
                        new TableCommand.MoveSession("t-free", "t1", TableCommand.SeenSession.ANY),
                        new CallCommand.MakeCall("call-1", "t1", "water"),
                        new CallCommand.MakeCall("call-2", "t1", "water"),
                        new CallCommand.AnswerCall("call-1"),
                        new CallCommand.AnswerCall("call-1"),
                        TableCommand.EndSession.completingAll("t1"),
                        new TableCommand.RemoveTable("t1"),
                        new TableCommand.RemoveTable("t1"),
                        new CatalogueCommand.RemoveMenu("bibimbap"),
                        new CatalogueCommand.RemoveCategory("rice"))
                .forEach(command ->
                        outcomes.add(writer.submit(TestCommands.request("hanok", "c" + outcomes.size(), command))));
        outcomes.add(writer.submit(TestCommands.setUp("hanok").getFirst()));
        return outcomes.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_arrives_as_it_left(StoreCommand command) {
        ForwardedCommand forwarded =
                new ForwardedCommand(new CommandRequest("hanok", STAMP, command), true, Duration.ofMillis(4_321));
        assertThat(codec.readCommand(codec.write(forwarded))).isEqualTo(forwarded);
    }

    @Test
    void a_stamp_without_a_key_or_a_request_arrives_so() {
        CommandStamp bare = new CommandStamp("c-1", null, new Actor(Role.TABLE, "t1"), null);
        ForwardedCommand forwarded = new ForwardedCommand(
                new CommandRequest("hanok", bare, TableCommand.EndSession.completingAll("t1")),
                false,
                Duration.ofSeconds(1));
        assertThat(codec.readCommand(codec.write(forwarded))).isEqualTo(forwarded);
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void a_refusal_arrives_as_it_left(Rejection rejection) {
        CommandOutcome refused = new CommandOutcome.Refused(rejection);
        assertThat(codec.readAnswer(codec.write(refused))).isEqualTo(refused);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void an_outcome_arrives_as_it_left(CommandOutcome outcome) {
        assertThat(codec.readAnswer(codec.write(outcome))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @EnumSource
    void a_reason_for_having_no_outcome_arrives_as_it_left(WriterUnavailableException.Reason reason) {
        assertThatThrownBy(() -> codec.readAnswer(codec.write(reason)))
                .isInstanceOfSatisfying(
                        WriterUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void the_examples_above_leave_no_type_out() {
        assertThat(typesOf(commands()))
                .containsAll(WireTypes.leaves(StoreCommand.class).toList());
        assertThat(typesOf(rejections()))
                .containsAll(WireTypes.leaves(Rejection.class).toList());
        assertThat(typesOf(outcomes()))
                .containsAll(WireTypes.leaves(CommandOutcome.class).toList());
        assertThat(outcomes()
                        .filter(CommandOutcome.Done.class::isInstance)
                        .map(outcome -> EventTypes.nameOf(
                                ((CommandOutcome.Done) outcome).receipt().event()))
                        // A session starts with an order, whose receipt is the order's; access is renewed with a
                        // change; orders and calls move with a session, whose receipt is the session's. A record is
                        // left out
                        // of a store that it holds back, which HeldStoreDecisionsTest has; a text is erased with its
                        // key, which ErasureTest has.
                        .collect(Collectors.toSet()))
                .containsAll(EventTypes.names().stream()
                        .filter(name -> !name.equals("io.tableorder.session.started.v1")
                                && !name.equals("io.tableorder.table.access-renewed.v1")
                                && !name.equals("io.tableorder.order.moved.v1")
                                && !name.equals("io.tableorder.order.lines-moved.v1")
                                && !name.equals("io.tableorder.order.split-off.v1")
                                && !name.equals("io.tableorder.call.moved.v1")
                                && !name.equals("io.tableorder.store.record-skipped.v1")
                                && !name.equals("io.tableorder.session.text-erased.v1"))
                        .toList());
    }

    private static Set<Class<?>> typesOf(Stream<?> examples) {
        return examples.map(Object::getClass).collect(Collectors.toSet());
    }

    @Test
    void types_travel_under_their_names_and_no_class_is_named() {
        String json = new String(
                codec.write(new ForwardedCommand(
                        new CommandRequest("hanok", STAMP, TableCommand.EndSession.completingAll("t1")),
                        false,
                        Duration.ZERO)),
                UTF_8);
        assertThat(json).contains("\"type\":\"session.end\"").doesNotContain("EndSession");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format\":2,\"outcome\":{\"type\":\"from the future\"}}",
                "{\"outcome\":{\"type\":\"done\"}}",
                "{\"format\":1}",
                "{\"format\":1,\"outcome\":{\"type\":\"postponed\"}}",
                "{\"format\":1,\"outcome\":{\"type\":\"refused\",\"rejection\":{\"type\":\"too-late\"}}}",
                "{\"format\":1,\"outcome\":{\"type\":\"refused\",\"rejection\":{\"type\":\"no-such-table\"}}}",
                "{\"format\":1,\"unavailable\":\"ON_HOLIDAY\"}",
                "<html>",
                ""
            })
    void an_answer_of_another_version_is_refused(String json) {
        assertThatThrownBy(() -> codec.readAnswer(json.getBytes(UTF_8))).isInstanceOf(UnreadableForwardException.class);
    }

    @Test
    void a_command_of_another_version_is_refused_and_the_message_says_so() {
        String known = new String(
                codec.write(new ForwardedCommand(
                        new CommandRequest("hanok", STAMP, TableCommand.EndSession.completingAll("t1")),
                        false,
                        Duration.ZERO)),
                UTF_8);
        assertThatThrownBy(() -> read(known.replace("\"format\":1", "\"format\":7")))
                .isInstanceOf(UnreadableForwardException.class)
                .hasMessageContaining("Format 7 is not known here, expected 1");
        assertThatThrownBy(() -> read(known.replace("session.end", "session.sell")))
                .isInstanceOf(UnreadableForwardException.class)
                .hasMessageContaining("session.sell");
        assertThatThrownBy(() -> read(known.replace("\"table_id\"", "\"desk_id\"")))
                .isInstanceOf(UnreadableForwardException.class)
                .hasMessageContaining("table_id");
    }

    private ForwardedCommand read(String json) {
        return codec.readCommand(json.getBytes(UTF_8));
    }
}
