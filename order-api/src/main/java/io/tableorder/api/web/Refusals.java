package io.tableorder.api.web;

import io.tableorder.decide.Rejection;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.FieldError;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.Wording;
import java.util.List;

/** Says why a command was refused, and what to do about it. */
final class Refusals {

    private static final Wording UNAVAILABLE_ITEM =
            new Wording("품절되었거나 메뉴에 없는 항목입니다: %s", "is sold out or not on the menu: %s");

    private static final Wording ACCESS_RENEWED =
            new Wording("테이블 비밀번호가 바뀌었습니다. 다시 설정하세요", "The table's password has changed: set the tablet up again");

    private Refusals() {}

    static Problem of(Rejection rejection) {
        return switch (rejection) {
            case Rejection.Missing missing -> Problem.of(ErrorCode.NOT_FOUND, wording(missing));
            case Rejection.ItemsUnavailable(var menuIds) -> unavailable(menuIds);
            case Rejection.PriceChanged(var prices) ->
                Problem.of(ErrorCode.PRICE_CHANGED).with("prices", prices);
            case Rejection.SessionChanged(var session) ->
                Problem.of(ErrorCode.SESSION_CHANGED).with("session", session);
            case Rejection.UnfinishedOrders(var orderIds) ->
                Problem.of(ErrorCode.UNFINISHED_ORDERS).with("order_ids", orderIds);
            case Rejection.AccessRenewed _ -> Problem.of(ErrorCode.AUTH_ERROR, ACCESS_RENEWED);
            case Rejection.OverRate(var retryAfter) -> OrderRateLimit.tooOften(retryAfter);
            case Rejection.Conflict conflict -> Problem.of(ErrorCode.CONFLICT, wording(conflict));
            case Rejection.VersionMismatch(int expected, int current) ->
                Problem.of(
                                ErrorCode.VERSION_MISMATCH,
                                new Wording(
                                                "버전 %d을(를) 기대했지만 현재 버전은 %d입니다. 다시 읽은 뒤 시도하세요",
                                                "Expected version %d, but it is %d now: read it again and retry")
                                        .with(expected, current))
                        .with("current_version", current);
            case Rejection.IdempotencyKeyReused _ -> Problem.of(ErrorCode.IDEMPOTENCY_KEY_REUSED);
        };
    }

    private static Problem unavailable(List<String> menuIds) {
        String ids = String.join(", ", menuIds);
        List<FieldError> errors = menuIds.stream()
                .map(menuId -> new FieldError("menu_id", UNAVAILABLE_ITEM.with(menuId)))
                .toList();
        return Problem.of(
                        ErrorCode.CONFLICT,
                        new Wording("주문할 수 없는 메뉴가 있습니다: %s", "Some items cannot be ordered now: %s").with(ids))
                .withErrors(errors)
                .with("menu_ids", menuIds);
    }

    private static Wording wording(Rejection.Missing missing) {
        return switch (missing) {
            case Rejection.NoSuchStore(var id) -> new Wording("매장을 찾을 수 없습니다: %s", "There is no store %s").with(id);
            case Rejection.NoSuchTable(var id) -> new Wording("테이블을 찾을 수 없습니다: %s", "There is no table %s").with(id);
            case Rejection.NoSuchCategory(var id) ->
                new Wording("카테고리를 찾을 수 없습니다: %s", "There is no category %s").with(id);
            case Rejection.NoSuchMenu(var id) -> new Wording("메뉴를 찾을 수 없습니다: %s", "There is no menu item %s").with(id);
            case Rejection.NoSuchItem(var orderId, var itemId) ->
                new Wording("주문 %s에 항목 %s이(가) 없습니다", "Order %s has no item %s").with(orderId, itemId);
            case Rejection.NoSuchOpenOrder(var id) ->
                new Wording(
                                "진행 중인 세션에서 주문을 찾을 수 없습니다: %s",
                                "No open session has order %s; it may have ended with its session")
                        .with(id);
        };
    }

    private static Wording wording(Rejection.Conflict conflict) {
        return switch (conflict) {
            case Rejection.StoreAlreadyOpen(var id) ->
                new Wording("이미 사용 중인 매장 ID입니다: %s", "The store id %s is taken").with(id);
            case Rejection.SettingFixed(var setting) ->
                new Wording("첫 주문이 들어온 뒤에는 %s을(를) 바꿀 수 없습니다", "%s cannot change after the first order").with(setting);
            case Rejection.NotSoMany(var itemId, int left) ->
                new Wording("항목 %s은(는) %d개 남아 있습니다", "Of item %s only %d are left").with(itemId, left);
            case Rejection.TableNameTaken(var name) ->
                new Wording("같은 구역에 같은 이름의 테이블이 있습니다: %s", "There is a table called %s in this area already")
                        .with(name);
            case Rejection.IntakePaused(var message) ->
                message == null
                        ? new Wording("매장이 주문 접수를 잠시 중단했습니다", "The store takes no orders at the moment")
                        : new Wording("매장이 주문 접수를 잠시 중단했습니다: %s", "The store takes no orders at the moment: %s")
                                .with(message);
            case Rejection.ItemsUnavailable(var ids) -> UNAVAILABLE_ITEM.with(String.join(", ", ids));
            case Rejection.SessionFull(int maximum) ->
                new Wording("한 세션의 주문은 최대 %d건입니다. 직원에게 문의하세요", "A session takes at most %d orders: ask the staff")
                        .with(maximum);
            case Rejection.ImpossibleTransition(var from, var to) ->
                new Wording("주문 상태를 %s에서 %s(으)로 바꿀 수 없습니다", "An order cannot go from %s to %s").with(from, to);
            case Rejection.PriceChanged _ -> ErrorCode.PRICE_CHANGED.wording();
            case Rejection.SessionChanged _ -> ErrorCode.SESSION_CHANGED.wording();
            case Rejection.UnfinishedOrders _ -> ErrorCode.UNFINISHED_ORDERS.wording();
            case Rejection.TooLateToRecall(var completedAt, var window) ->
                new Wording(
                                "%s에 완료된 주문은 %d분이 지나 되돌릴 수 없습니다",
                                "The order was completed at %s and can be recalled for %d minutes only")
                        .with(completedAt, window.toMinutes());
            case Rejection.NotPending(var status) ->
                new Wording(
                                "대기중(PENDING) 주문만 취소할 수 있습니다. 현재 상태: %s",
                                "Only a PENDING order can be cancelled by guests; it is %s")
                        .with(status);
            case Rejection.TableNumberTaken(int number) ->
                new Wording("이미 있는 테이블 번호입니다: %d", "The table number %d is taken").with(number);
            case Rejection.SessionOpen(var id) ->
                new Wording("테이블 %s의 세션이 열려 있습니다. 먼저 세션을 종료하세요", "Table %s has an open session: end it first").with(id);
            case Rejection.NoOpenSession(var id) ->
                new Wording("테이블 %s에 열린 세션이 없습니다", "Table %s has no open session").with(id);
            case Rejection.CategoryNotEmpty(var id) ->
                new Wording(
                                "카테고리 %s에 메뉴가 남아 있습니다. 먼저 옮기거나 삭제하세요",
                                "Category %s still has items: move or remove them first")
                        .with(id);
            case Rejection.CategoryNameTaken(var name) ->
                new Wording("이미 있는 카테고리 이름입니다: %s", "There is a category named %s already").with(name);
            case Rejection.NotHeldBack(var position) ->
                new Wording(
                                "레코드 %s은(는) 매장을 멈추고 있지 않습니다. 이미 반영되었거나 처리되었습니다",
                                "The record at %s holds no store back: the store has it as an event, or it was decided about")
                        .with(position);
            case Rejection.HeldBackBy(var first) ->
                new Wording("먼저 레코드 %s을(를) 처리하세요", "The record at %s holds the store back: decide about that one first")
                        .with(first);
            case Rejection.TooMuchBehind(var first) ->
                new Wording(
                                "레코드 %s 뒤에 기록이 너무 많아 건너뛸 수 없습니다. 로그를 복원하세요",
                                "More records stand behind the one at %s than are kept: restore the log without them")
                        .with(first);
            case Rejection.StoreFull(var what, int maximum) ->
                new Wording("더 추가할 수 없습니다(%s 최대 %d개)", "A store has at most %2$d %1$s").with(what, maximum);
        };
    }
}
