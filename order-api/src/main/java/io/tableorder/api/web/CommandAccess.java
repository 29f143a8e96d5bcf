package io.tableorder.api.web;

import io.tableorder.event.Role;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Who may send which command. */
@Component
final class CommandAccess implements AccessPolicy {

    @Override
    public void describe(AccessRules rules) {
        guests(rules);
        staff(rules);
        storeAdmins(rules);
        rules.open(HttpMethod.GET, PictureController.SERVED);
        rules.allow(HttpMethod.POST, "/api/v1/chain/stores", Role.CHAIN_ADMIN)
                .allow(HttpMethod.PATCH, "/api/v1/chain/stores/{store_id}", Role.CHAIN_ADMIN)
                .allow(HttpMethod.POST, ChainMenuController.ROLLOUTS, Role.CHAIN_ADMIN);
    }

    private static void guests(AccessRules rules) {
        rules.allow(HttpMethod.POST, "/api/v1/customer/orders", Role.TABLE)
                .allow(HttpMethod.POST, "/api/v1/customer/orders/{order_id}/cancel", Role.TABLE)
                .allow(HttpMethod.POST, "/api/v1/customer/calls", Role.TABLE);
    }

    private static void staff(AccessRules rules) {
        anyStaff(rules, HttpMethod.PATCH, "/api/v1/admin/orders/{order_id}/status");
        anyStaff(rules, HttpMethod.DELETE, "/api/v1/admin/orders/{order_id}");
        anyStaff(rules, HttpMethod.PATCH, "/api/v1/admin/orders/{order_id}/items/{item_id}");
        anyStaff(rules, HttpMethod.DELETE, "/api/v1/admin/orders/{order_id}/items/{item_id}");
        anyStaff(rules, HttpMethod.POST, "/api/v1/admin/tables/{table_id}/end-session");
        anyStaff(rules, HttpMethod.POST, "/api/v1/admin/tables/{table_id}/orders");
        anyStaff(rules, HttpMethod.POST, "/api/v1/admin/tables/{table_id}/move");
        anyStaff(rules, HttpMethod.POST, "/api/v1/admin/tables/{table_id}/merge");
        anyStaff(rules, HttpMethod.POST, "/api/v1/admin/tables/{table_id}/split");
        anyStaff(rules, HttpMethod.POST, "/api/v1/admin/calls/{call_id}/answer");
        anyStaff(rules, HttpMethod.POST, "/api/v1/admin/printers/{printer_id}/reprints");
        // Staff only say what is sold out; MenuController sees to it.
        anyStaff(rules, HttpMethod.PATCH, "/api/v1/admin/menus/{menu_id}");
        anyStaff(rules, HttpMethod.PATCH, "/api/v1/admin/menus/{menu_id}/options/{option_id}");
    }

    private static void storeAdmins(AccessRules rules) {
        admins(rules, HttpMethod.POST, "/api/v1/admin/tables");
        admins(rules, HttpMethod.PATCH, "/api/v1/admin/tables/{table_id}");
        admins(rules, HttpMethod.DELETE, "/api/v1/admin/tables/{table_id}");
        admins(rules, HttpMethod.PATCH, "/api/v1/admin/store");
        admins(rules, HttpMethod.POST, "/api/v1/admin/menus");
        admins(rules, HttpMethod.DELETE, "/api/v1/admin/menus/{menu_id}");
        admins(rules, HttpMethod.PATCH, "/api/v1/admin/menus/order");
        admins(rules, HttpMethod.POST, PictureController.UPLOAD);
        admins(rules, HttpMethod.POST, "/api/v1/admin/categories");
        admins(rules, HttpMethod.PATCH, "/api/v1/admin/categories/{category_id}");
        admins(rules, HttpMethod.DELETE, "/api/v1/admin/categories/{category_id}");
        admins(rules, HttpMethod.POST, "/api/v1/admin/stations");
        admins(rules, HttpMethod.PATCH, "/api/v1/admin/stations/{station_id}");
        admins(rules, HttpMethod.DELETE, "/api/v1/admin/stations/{station_id}");
        admins(rules, HttpMethod.POST, "/api/v1/admin/printers");
        admins(rules, HttpMethod.PATCH, "/api/v1/admin/printers/{printer_id}");
        admins(rules, HttpMethod.DELETE, "/api/v1/admin/printers/{printer_id}");
    }

    private static void anyStaff(AccessRules rules, HttpMethod method, String pattern) {
        rules.allow(method, pattern, Role.STAFF, Role.STORE_ADMIN, Role.CHAIN_ADMIN);
    }

    private static void admins(AccessRules rules, HttpMethod method, String pattern) {
        rules.allow(method, pattern, Role.STORE_ADMIN, Role.CHAIN_ADMIN);
    }
}
