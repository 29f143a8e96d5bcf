package io.tableorder.api.qr;

import io.tableorder.event.Role;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Drawing takes the processor some microseconds; strangers have no need of it. */
@Component
final class QrAccess implements AccessPolicy {

    @Override
    public void describe(AccessRules rules) {
        rules.allow(HttpMethod.POST, QrController.PATH, Role.STAFF, Role.STORE_ADMIN, Role.CHAIN_ADMIN, Role.OPERATOR);
    }
}
