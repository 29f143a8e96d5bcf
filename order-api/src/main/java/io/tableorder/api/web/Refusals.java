package io.tableorder.api.web;

import io.tableorder.api.text.ApiText;
import io.tableorder.decide.Rejection;
import io.tableorder.decide.Rejection.InvalidOptions;
import io.tableorder.decide.Rejection.SoldOutOption;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.FieldError;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.text.Wording;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says why a command was refused, and what to do about it. */
final class Refusals {

    private Refusals() {}

    static Problem of(Rejection rejection) {
        return switch (rejection) {
            case Rejection.Missing missing -> Problem.of(ErrorCode.NOT_FOUND, wording(missing));
            case Rejection.ItemsUnavailable(var menuIds) -> unavailable(menuIds);
            case Rejection.ItemsHidden(var menuIds) ->
                Problem.of(ErrorCode.MENU_HIDDEN).with("menu_ids", menuIds);
            case Rejection.OptionsInvalid(var lines) ->
                Problem.of(ErrorCode.OPTIONS_INVALID, ApiText.OPTIONS_INVALID.with(described(lines)))
                        .with("lines", lines);
            case Rejection.OptionsSoldOut(var options) ->
                Problem.of(ErrorCode.SOLD_OUT, ApiText.OPTIONS_SOLD_OUT.with(named(options)))
                        .with("options", options);
            case Rejection.PriceChanged(var prices) ->
                Problem.of(ErrorCode.PRICE_CHANGED).with("prices", prices);
            case Rejection.SessionChanged(var session) ->
                Problem.of(ErrorCode.SESSION_CHANGED).with("session", session);
            case Rejection.UnfinishedOrders(var orderIds) ->
                Problem.of(ErrorCode.UNFINISHED_ORDERS).with("order_ids", orderIds);
            case Rejection.AccessRenewed _ -> Problem.of(ErrorCode.AUTH_ERROR, ApiText.TABLE_PASSWORD_CHANGED);
            case Rejection.OverRate(var retryAfter) -> OrderRateLimit.tooOften(retryAfter);
            case Rejection.Conflict conflict -> Problem.of(ErrorCode.CONFLICT, wording(conflict));
            case Rejection.VersionMismatch(int expected, int current) ->
                Problem.of(ErrorCode.VERSION_MISMATCH, ApiText.VERSION_MISMATCHES.with(expected, current))
                        .with("current_version", current);
            case Rejection.IdempotencyKeyReused _ -> Problem.of(ErrorCode.IDEMPOTENCY_KEY_REUSED);
        };
    }

    private static Problem unavailable(List<String> menuIds) {
        String ids = String.join(", ", menuIds);
        List<FieldError> errors = menuIds.stream()
                .map(menuId -> new FieldError("menu_id", ApiText.ITEM_UNAVAILABLE.with(menuId)))
                .toList();
        return Problem.of(ErrorCode.CONFLICT, ApiText.ITEMS_UNAVAILABLE.with(ids))
                .withErrors(errors)
                .with("menu_ids", menuIds);
    }

    private static String named(List<SoldOutOption> options) {
        return options.stream().map(SoldOutOption::optionName).distinct().collect(Collectors.joining(", "));
    }

    /** Names what does not fit, and how many a group takes: 맵기 0 (1–1). */
    private static String described(List<InvalidOptions> lines) {
        return lines.stream()
                .flatMap(line -> Stream.concat(
                        line.unknown().stream(),
                        line.groups().stream()
                                .map(group -> "%s %d (%d–%d)"
                                        .formatted(
                                                group.groupName(),
                                                group.chosen(),
                                                group.minChoices(),
                                                group.maxChoices()))))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Wording wording(Rejection.Missing missing) {
        return switch (missing) {
            case Rejection.NoSuchStore(var id) -> ApiText.NO_SUCH_STORE.with(id);
            case Rejection.NoSuchTable(var id) -> ApiText.NO_SUCH_TABLE.with(id);
            case Rejection.NoSuchCategory(var id) -> ApiText.NO_SUCH_CATEGORY.with(id);
            case Rejection.NoSuchMenu(var id) -> ApiText.NO_SUCH_MENU.with(id);
            case Rejection.NoSuchStation(var id) -> ApiText.NO_SUCH_STATION.with(id);
            case Rejection.NoSuchPrinter(var id) -> ApiText.NO_SUCH_PRINTER.with(id);
            case Rejection.NoSuchOption(var menuId, var optionId) -> ApiText.NO_SUCH_OPTION.with(menuId, optionId);
            case Rejection.NoSuchItem(var orderId, var itemId) -> ApiText.NO_SUCH_ITEM.with(orderId, itemId);
            case Rejection.NoSuchCall _ -> ApiText.NO_SUCH_CALL;
            case Rejection.NoSuchCallKind(var kind) -> ApiText.NO_SUCH_CALL_KIND.with(kind);
            case Rejection.NoSuchOpenOrder(var id) -> ApiText.NO_SUCH_OPEN_ORDER.with(id);
        };
    }

    private static Wording wording(Rejection.Conflict conflict) {
        return switch (conflict) {
            case Rejection.StoreAlreadyOpen(var id) -> ApiText.STORE_ALREADY_OPEN.with(id);
            case Rejection.SettingFixed(var setting) -> ApiText.SETTING_FIXED.with(setting);
            case Rejection.NotSoMany(var itemId, int left) -> ApiText.NOT_SO_MANY.with(itemId, left);
            case Rejection.TableNameTaken(var name) -> ApiText.TABLE_NAME_TAKEN.with(name);
            case Rejection.IntakePaused(var message) ->
                message == null ? ApiText.INTAKE_PAUSED : ApiText.INTAKE_PAUSED_BECAUSE.with(message);
            case Rejection.ItemsUnavailable(var ids) -> ApiText.ITEM_UNAVAILABLE.with(String.join(", ", ids));
            case Rejection.SessionFull(int maximum) -> ApiText.SESSION_FULL.with(maximum);
            case Rejection.ImpossibleTransition(var from, var to) -> ApiText.IMPOSSIBLE_TRANSITION.with(from, to);
            case Rejection.ItemsHidden _ -> ErrorCode.MENU_HIDDEN;
            case Rejection.OptionsInvalid _ -> ErrorCode.OPTIONS_INVALID;
            case Rejection.OptionsSoldOut _ -> ErrorCode.SOLD_OUT;
            case Rejection.PriceChanged _ -> ErrorCode.PRICE_CHANGED;
            case Rejection.OptionNameTaken(var name) -> ApiText.OPTION_NAME_TAKEN.with(name);
            case Rejection.PriceBelowZero(var menuName, long lowest) -> ApiText.PRICE_BELOW_ZERO.with(menuName, lowest);
            case Rejection.SessionChanged _ -> ErrorCode.SESSION_CHANGED;
            case Rejection.UnfinishedOrders _ -> ErrorCode.UNFINISHED_ORDERS;
            case Rejection.TooLateToRecall(var completedAt, var window) ->
                ApiText.TOO_LATE_TO_RECALL.with(completedAt, window.toMinutes());
            case Rejection.NotPending(var status) -> ApiText.NOT_PENDING.with(status);
            case Rejection.TableNumberTaken(int number) -> ApiText.TABLE_NUMBER_TAKEN.with(number);
            case Rejection.SessionOpen(var id) -> ApiText.SESSION_OPEN.with(id);
            case Rejection.NoOpenSession(var id) -> ApiText.NO_OPEN_SESSION.with(id);
            case Rejection.SameTable(var id) -> ApiText.SAME_TABLE.with(id);
            case Rejection.NothingLeftToSplit(var id) -> ApiText.NOTHING_LEFT_TO_SPLIT.with(id);
            case Rejection.CategoryNotEmpty(var id) -> ApiText.CATEGORY_NOT_EMPTY.with(id);
            case Rejection.CategoryNameTaken(var name) -> ApiText.CATEGORY_NAME_TAKEN.with(name);
            case Rejection.StationNameTaken(var name) -> ApiText.STATION_NAME_TAKEN.with(name);
            case Rejection.PrinterNameTaken(var name) -> ApiText.PRINTER_NAME_TAKEN.with(name);
            case Rejection.MenuNameTaken(var name) -> ApiText.MENU_NAME_TAKEN.with(name);
            case Rejection.NotHeldBack(var position) -> ApiText.NOT_HELD_BACK.with(position);
            case Rejection.HeldBackBy(var first) -> ApiText.HELD_BACK_BY.with(first);
            case Rejection.SessionStillOpen(var id) -> ApiText.SESSION_STILL_OPEN.with(id);
            case Rejection.TooManyErasures(int erasures) -> ApiText.TOO_MANY_ERASURES.with(erasures);
            case Rejection.TooMuchBehind(var first) -> ApiText.TOO_MUCH_BEHIND.with(first);
            case Rejection.StoreFull(var what, int maximum) -> ApiText.STORE_FULL.with(what, maximum);
        };
    }
}
