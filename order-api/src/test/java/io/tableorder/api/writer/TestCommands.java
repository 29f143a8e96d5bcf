package io.tableorder.api.writer;

import io.tableorder.decide.CatalogueCommand;
import io.tableorder.decide.LifecycleCommand;
import io.tableorder.decide.OrderCommand;
import io.tableorder.decide.StoreCommand;
import io.tableorder.decide.TableCommand;
import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Commands about the store {@code hanok}, whose command ids say what they are. */
public final class TestCommands {

    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private TestCommands() {}

    public static CommandStamp stamp(String commandId) {
        return new CommandStamp(commandId, "print-of-" + commandId, new Actor(Role.STAFF, "s-1"), "req-" + commandId);
    }

    public static CommandRequest request(String commandId, StoreCommand command) {
        return request("hanok", commandId, command);
    }

    public static CommandRequest request(String storeId, String commandId, StoreCommand command) {
        return new CommandRequest(storeId, stamp(commandId), command);
    }

    public static CommandRequest openStore() {
        return request("open", new LifecycleCommand.OpenStore("hanok", "한옥", ZoneId.of("Asia/Seoul"), "KRW"));
    }

    /** What a store needs before it takes orders at table {@code t1}. */
    public static List<CommandRequest> setUp(String storeId) {
        return List.of(
                request(
                        storeId,
                        "open-" + storeId,
                        new LifecycleCommand.OpenStore("chain", storeId, ZoneId.of("Asia/Seoul"), "KRW")),
                request(storeId, "category-" + storeId, new CatalogueCommand.AddCategory("rice", "밥", 1)),
                request(
                        storeId,
                        "menu-" + storeId,
                        new CatalogueCommand.AddMenu(
                                "bibimbap", "rice", "비빔밥", 9_000, null, null, 1, true, null, null)),
                request(storeId, "table-" + storeId, new TableCommand.AddTable("t1", 1)));
    }

    public static CommandRequest placeOrder(String storeId, String orderId) {
        return request(
                storeId,
                "place-" + orderId,
                new OrderCommand.PlaceOrder(
                        orderId, "session-" + orderId, "t1", List.of(new OrderCommand.Line("bibimbap", 1, null))));
    }

    public static CommandRequest rename(String commandId, String name) {
        return request(commandId, new LifecycleCommand.ChangeStore(name, null, null));
    }
}
