package io.tableorder.api.web;

import io.tableorder.api.account.StoreScope;
import io.tableorder.api.idempotency.Write;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.security.CallerArgument;
import jakarta.servlet.http.HttpServletRequest;

/** Hands controllers the {@link Write}, so that none of them can forget to ask whose store it is. */
final class WriteArgumentResolver extends CallerArgument<Write> {

    private final StoreScope scope;

    WriteArgumentResolver(StoreScope scope) {
        super(Write.class);
        this.scope = scope;
    }

    @Override
    protected Write resolve(Caller caller, HttpServletRequest request) {
        return Write.of(caller, scope.storeOf(caller, request.getParameter("store_id")), request);
    }
}
