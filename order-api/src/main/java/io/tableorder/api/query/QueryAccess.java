package io.tableorder.api.query;

import io.tableorder.event.Role;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** These rules say who may ask what. */
@Component
final class QueryAccess implements AccessPolicy {
    @Override
    public void describe(AccessRules rules) {
        rules.allow(HttpMethod.GET, "/api/v1/customer/menus", Role.TABLE)
                .allow(HttpMethod.GET, "/api/v1/customer/orders", Role.TABLE)
                .allow(HttpMethod.GET, "/api/v1/customer/calls", Role.TABLE);
        staff(rules, "/api/v1/admin/orders");
        staff(rules, "/api/v1/admin/orders/{order_id}");
        staff(rules, "/api/v1/admin/orders/{order_id}/events");
        staff(rules, "/api/v1/admin/store");
        staff(rules, "/api/v1/admin/tables");
        staff(rules, "/api/v1/admin/tables/{table_id}/history");
        // Staff say what is sold out, so they must see what there is.
        staff(rules, "/api/v1/admin/menus");
        staff(rules, "/api/v1/admin/categories");
        // A kitchen's screen shows what is prepared at its station.
        staff(rules, "/api/v1/admin/stations");
        staff(rules, "/api/v1/admin/printers");
        staff(rules, "/api/v1/admin/print-slips");
        admins(rules, "/api/v1/admin/audit/verify");
        admins(rules, "/api/v1/admin/audit/accounts");
        admins(rules, "/api/v1/admin/stats");
        admins(rules, "/api/v1/admin/reports/day");
        rules.allow(HttpMethod.GET, "/api/v1/chain/stores", Role.CHAIN_ADMIN)
                .allow(HttpMethod.GET, "/api/v1/chain/overview", Role.CHAIN_ADMIN)
                .allow(HttpMethod.GET, ChainMenuQueries.PATH, Role.CHAIN_ADMIN)
                .allow(HttpMethod.GET, "/api/v1/chain/activity", Role.CHAIN_ADMIN)
                .allow(HttpMethod.GET, "/api/v1/chain/sales", Role.CHAIN_ADMIN);
    }

    private static void staff(AccessRules rules, String pattern) {
        rules.allow(HttpMethod.GET, pattern, Role.STAFF, Role.STORE_ADMIN, Role.CHAIN_ADMIN);
    }

    private static void admins(AccessRules rules, String pattern) {
        rules.allow(HttpMethod.GET, pattern, Role.STORE_ADMIN, Role.CHAIN_ADMIN);
    }
}
