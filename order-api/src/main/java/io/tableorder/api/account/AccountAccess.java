package io.tableorder.api.account;

import io.tableorder.event.Role;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** These rules say who may call what in this package. */
@Component
final class AccountAccess implements AccessPolicy {

    @Override
    public void describe(AccessRules rules) {
        rules.open(HttpMethod.POST, "/api/v1/admin/login", "/api/v1/customer/login")
                .open(HttpMethod.POST, "/api/v1/devices/pair", "/api/v1/devices/login")
                .open(HttpMethod.GET, KeptLoginController.PATH)
                .open(HttpMethod.DELETE, KeptLoginController.PATH)
                .allow(
                        HttpMethod.PUT,
                        KeptLoginController.PATH,
                        Role.STAFF,
                        Role.STORE_ADMIN,
                        Role.CHAIN_ADMIN,
                        Role.OPERATOR)
                .allow("/api/v1/admin/devices", Role.STORE_ADMIN, Role.CHAIN_ADMIN)
                .allow("/api/v1/admin/devices/{device_id}", Role.STORE_ADMIN, Role.CHAIN_ADMIN)
                .allow(HttpMethod.POST, "/api/v1/admin/devices/pairing-codes", Role.STORE_ADMIN, Role.CHAIN_ADMIN)
                .open(HttpMethod.POST, "/api/v1/platform/login", "/api/v1/platform/setup")
                .allow(HttpMethod.POST, "/api/v1/platform/setup-codes", Role.OPERATOR)
                .allow("/api/v1/platform/operators", Role.OPERATOR)
                .allow(HttpMethod.PATCH, "/api/v1/platform/operators/{account_id}", Role.OPERATOR)
                .allow(HttpMethod.POST, "/api/v1/chain/stores/{store_id}/close", Role.CHAIN_ADMIN)
                .allow(HttpMethod.POST, "/api/v1/chain/stores/{store_id}/reopen", Role.CHAIN_ADMIN)
                .allow("/api/v1/platform/chains", Role.OPERATOR)
                .allow(HttpMethod.PATCH, "/api/v1/platform/chains/{chain_id}", Role.OPERATOR)
                .allow(HttpMethod.POST, "/api/v1/platform/chains/{chain_id}/admins", Role.OPERATOR)
                .allow(HttpMethod.PATCH, "/api/v1/platform/chains/{chain_id}/admins/{account_id}", Role.OPERATOR)
                .allow(
                        HttpMethod.POST,
                        "/api/v1/auth/logout",
                        Role.TABLE,
                        Role.STAFF,
                        Role.STORE_ADMIN,
                        Role.CHAIN_ADMIN,
                        Role.OPERATOR)
                .allow(
                        HttpMethod.POST,
                        "/api/v1/auth/password",
                        Role.STAFF,
                        Role.STORE_ADMIN,
                        Role.CHAIN_ADMIN,
                        Role.OPERATOR)
                .open(HttpMethod.POST, "/api/v1/auth/second-factor/enrolments", "/api/v1/auth/invitations/accept")
                .open(HttpMethod.POST, IdentityController.PATH + "/begin", IdentityController.PATH + "/login")
                .allow("/api/v1/admin/staff/{account_id}/invitation", Role.STORE_ADMIN, Role.CHAIN_ADMIN)
                .allow("/api/v1/platform/operators/{account_id}/invitation", Role.OPERATOR)
                .allow("/api/v1/platform/chains/{chain_id}/admins/{account_id}/invitation", Role.OPERATOR)
                .allow("/api/v1/auth/second-factor", Role.STAFF, Role.STORE_ADMIN, Role.CHAIN_ADMIN, Role.OPERATOR)
                .allow(
                        HttpMethod.POST,
                        "/api/v1/auth/second-factor/{step}",
                        Role.STAFF,
                        Role.STORE_ADMIN,
                        Role.CHAIN_ADMIN,
                        Role.OPERATOR)
                .allow(
                        HttpMethod.DELETE,
                        "/api/v1/admin/staff/{account_id}/second-factor",
                        Role.STORE_ADMIN,
                        Role.CHAIN_ADMIN)
                .allow(HttpMethod.DELETE, "/api/v1/platform/operators/{account_id}/second-factor", Role.OPERATOR)
                .allow(
                        HttpMethod.DELETE,
                        "/api/v1/platform/chains/{chain_id}/admins/{account_id}/second-factor",
                        Role.OPERATOR)
                .allow("/api/v1/auth/devices", Role.STAFF, Role.STORE_ADMIN, Role.CHAIN_ADMIN, Role.OPERATOR)
                .allow(
                        "/api/v1/auth/devices/{device_id}",
                        Role.STAFF,
                        Role.STORE_ADMIN,
                        Role.CHAIN_ADMIN,
                        Role.OPERATOR)
                .allow(HttpMethod.POST, "/api/v1/admin/staff/unlock", Role.STORE_ADMIN, Role.CHAIN_ADMIN)
                .allow("/api/v1/admin/staff", Role.STORE_ADMIN, Role.CHAIN_ADMIN)
                .allow(
                        HttpMethod.PATCH,
                        "/api/v1/admin/staff/{account_id}",
                        Role.STAFF,
                        Role.STORE_ADMIN,
                        Role.CHAIN_ADMIN)
                .allow("/api/v1/admin/staff/{account_id}", Role.STORE_ADMIN, Role.CHAIN_ADMIN);
    }
}
