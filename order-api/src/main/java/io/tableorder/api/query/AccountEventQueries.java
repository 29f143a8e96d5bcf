package io.tableorder.api.query;

import io.tableorder.api.account.AccountTrailReader;
import io.tableorder.api.account.StoreScope;
import io.tableorder.api.text.ApiText;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import io.tableorder.trail.AccountEvent;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows who logged in, failed to, or changed an account: of a store, or of all of a chain to its admins. */
@RestController
final class AccountEventQueries {

    private static final int MAXIMUM_LIMIT = 100;

    /** Ids that are made here look so; anything else names nobody. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** More digits than any sequence has are no cursor. */
    private static final int MAXIMUM_DIGITS = 18;

    /** @param nextCursor absent with the last page */
    record AccountEvents(
            List<AccountEvent> events, @Nullable String nextCursor) {}

    private final StoreScope scope;
    private final AccountTrailReader trail;

    AccountEventQueries(StoreScope scope, AccountTrailReader trail) {
        this.scope = scope;
        this.trail = trail;
    }

    @GetMapping(path = "/api/v1/admin/audit/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
    AccountEvents find(
            Caller caller,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + MAXIMUM_LIMIT) int limit) {
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw ProblemException.invalid("limit", ApiText.LIMIT_OUT_OF_RANGE);
        }
        String scoped = scoped(caller, storeId);
        if (account != null && !ID.matcher(account).matches()) {
            return new AccountEvents(List.of(), null);
        }
        List<AccountEvent> found = trail.find(new AccountTrailReader.Wanted(
                caller.chainId(),
                scoped,
                account,
                from == null ? Times.LONG_AGO : Times.storable(Times.instant("from", from)),
                to == null ? Times.FAR_AHEAD : Times.storable(Times.instant("to", to)),
                cursor == null ? Long.MAX_VALUE : before(cursor),
                limit + 1));
        boolean more = found.size() > limit;
        List<AccountEvent> page = more ? found.subList(0, limit) : found;
        return new AccountEvents(page, more ? String.valueOf(page.getLast().sequence()) : null);
    }

    /** Returns null for all of a chain, which its admins see without naming a store. */
    private @Nullable String scoped(Caller caller, @Nullable String storeId) {
        return caller.role() == Role.CHAIN_ADMIN && storeId == null ? null : scope.storeOf(caller, storeId);
    }

    private static long before(String cursor) {
        boolean digits = !cursor.isEmpty()
                && cursor.length() <= MAXIMUM_DIGITS
                && cursor.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw ProblemException.invalid("cursor", ApiText.CURSOR_MALFORMED);
        }
        return Long.parseLong(cursor);
    }
}
