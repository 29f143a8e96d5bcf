package io.tableorder.api.routing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tableorder.api.writer.CommandOutcome;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/**
 * The names under which commands, rejections and outcomes travel between instances. Classes may be renamed; a name that
 * changes is not understood by instances still to be upgraded.
 */
final class WireTypes {

    private final Map<Class<?>, String> names = new LinkedHashMap<>();
    private final SimpleModule module = new SimpleModule("forwarded commands");

    private WireTypes() {}

    /** @throws IllegalStateException if a type has no name, since Jackson would take its class's */
    static JacksonModule module() {
        WireTypes types = new WireTypes();
        types.commands();
        types.rejections();
        types.outcomes();
        Stream.of(StoreCommand.class, Rejection.class, CommandOutcome.class).forEach(types::complete);
        return types.module;
    }

    private void commands() {
        name("store.open", LifecycleCommand.OpenStore.class);
        name("store.change", LifecycleCommand.ChangeStore.class);
        name("category.add", CatalogueCommand.AddCategory.class);
        name("category.change", CatalogueCommand.ChangeCategory.class);
        name("category.remove", CatalogueCommand.RemoveCategory.class);
        name("menu.add", CatalogueCommand.AddMenu.class);
        name("menu.change", CatalogueCommand.ChangeMenu.class);
        name("menu.change-option", CatalogueCommand.ChangeOption.class);
        name("menu.remove", CatalogueCommand.RemoveMenu.class);
        name("menu.reorder", CatalogueCommand.ReorderMenus.class);
        name("station.add", StationCommand.AddStation.class);
        name("station.change", StationCommand.ChangeStation.class);
        name("station.remove", StationCommand.RemoveStation.class);
        name("printer.add", PrinterCommand.AddPrinter.class);
        name("printer.change", PrinterCommand.ChangePrinter.class);
        name("printer.remove", PrinterCommand.RemovePrinter.class);
        name("printer.reprint", PrinterCommand.RequestReprint.class);
        name("table.add", TableCommand.AddTable.class);
        name("table.change", TableCommand.ChangeTable.class);
        name("table.remove", TableCommand.RemoveTable.class);
        name("session.end", TableCommand.EndSession.class);
        name("session.move", TableCommand.MoveSession.class);
        name("session.merge", TableCommand.MergeSession.class);
        name("session.split", TableCommand.SplitSession.class);
        name("order.place", OrderCommand.PlaceOrder.class);
        name("order.change-status", OrderCommand.ChangeStatus.class);
        name("order.change-line", OrderCommand.ChangeLine.class);
        name("order.remove-item", OrderCommand.RemoveItem.class);
        name("order.cancel", OrderCommand.CancelOrder.class);
        name("call.make", CallCommand.MakeCall.class);
        name("call.answer", CallCommand.AnswerCall.class);
        name("record.skip", OperatorCommand.SkipRecord.class);
        name("text.erase", OperatorCommand.EraseText.class);
    }

    private void rejections() {
        name("no-such-store", Rejection.NoSuchStore.class);
        name("no-such-table", Rejection.NoSuchTable.class);
        name("no-such-category", Rejection.NoSuchCategory.class);
        name("no-such-menu", Rejection.NoSuchMenu.class);
        name("no-such-station", Rejection.NoSuchStation.class);
        name("no-such-printer", Rejection.NoSuchPrinter.class);
        name("no-such-option", Rejection.NoSuchOption.class);
        name("no-such-open-order", Rejection.NoSuchOpenOrder.class);
        name("no-such-call", Rejection.NoSuchCall.class);
        name("no-such-call-kind", Rejection.NoSuchCallKind.class);
        name("no-such-item", Rejection.NoSuchItem.class);
        name("store-already-open", Rejection.StoreAlreadyOpen.class);
        name("intake-paused", Rejection.IntakePaused.class);
        name("setting-fixed", Rejection.SettingFixed.class);
        name("items-unavailable", Rejection.ItemsUnavailable.class);
        name("items-hidden", Rejection.ItemsHidden.class);
        name("options-invalid", Rejection.OptionsInvalid.class);
        name("options-sold-out", Rejection.OptionsSoldOut.class);
        name("price-changed", Rejection.PriceChanged.class);
        name("session-full", Rejection.SessionFull.class);
        name("impossible-transition", Rejection.ImpossibleTransition.class);
        name("too-late-to-recall", Rejection.TooLateToRecall.class);
        name("not-so-many", Rejection.NotSoMany.class);
        name("not-pending", Rejection.NotPending.class);
        name("table-number-taken", Rejection.TableNumberTaken.class);
        name("table-name-taken", Rejection.TableNameTaken.class);
        name("session-open", Rejection.SessionOpen.class);
        name("no-open-session", Rejection.NoOpenSession.class);
        name("session-changed", Rejection.SessionChanged.class);
        name("unfinished-orders", Rejection.UnfinishedOrders.class);
        name("same-table", Rejection.SameTable.class);
        name("nothing-left-to-split", Rejection.NothingLeftToSplit.class);
        name("category-not-empty", Rejection.CategoryNotEmpty.class);
        name("category-name-taken", Rejection.CategoryNameTaken.class);
        name("station-name-taken", Rejection.StationNameTaken.class);
        name("printer-name-taken", Rejection.PrinterNameTaken.class);
        name("menu-name-taken", Rejection.MenuNameTaken.class);
        name("option-name-taken", Rejection.OptionNameTaken.class);
        name("price-below-zero", Rejection.PriceBelowZero.class);
        name("store-full", Rejection.StoreFull.class);
        name("access-renewed", Rejection.AccessRenewed.class);
        name("over-rate", Rejection.OverRate.class);
        name("version-mismatch", Rejection.VersionMismatch.class);
        name("not-held-back", Rejection.NotHeldBack.class);
        name("held-back-by", Rejection.HeldBackBy.class);
        name("too-much-behind", Rejection.TooMuchBehind.class);
        name("session-still-open", Rejection.SessionStillOpen.class);
        name("too-many-erasures", Rejection.TooManyErasures.class);
        name("idempotency-key-reused", Rejection.IdempotencyKeyReused.class);
    }

    private void outcomes() {
        name("done", CommandOutcome.Done.class);
        name("unchanged", CommandOutcome.Unchanged.class);
        name("refused", CommandOutcome.Refused.class);
    }

    private void name(String name, Class<?> type) {
        names.put(type, name);
        module.registerSubtypes(new NamedType(type, name));
    }

    private void complete(Class<?> root) {
        module.setMixInAnnotation(root, Named.class);
        leaves(root).filter(type -> !names.containsKey(type)).findFirst().ifPresent(type -> {
            throw new IllegalStateException(
                    "%s travels between instances and has no name in WireTypes".formatted(type));
        });
    }

    /** Returns the records of a sealed type. */
    static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(WireTypes::leaves) : Stream.of(type);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Named {}
}
