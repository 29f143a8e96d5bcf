package io.tableorder.testkit.process;

import io.tableorder.event.Role;
import io.tableorder.fixture.SeededStores;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.operability.settings.SecuritySettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Tokens for {@link SeededStores} as logins would give them: their accounts do not exist. */
public final class Tokens {

    public static final String SECRET_KEY = "system-test-secret-key-of-no-other-use-0123456789";

    public static final TokenIssuer ISSUER =
            new TokenIssuer(new SecuritySettings(SECRET_KEY, Duration.ofHours(2), List.of()), InstantSource.system());

    private Tokens() {}

    public static String table(int store, int table) {
        String tableId = SeededStores.tableId(store, table);
        return ISSUER.issue(tableId, Role.TABLE, SeededStores.CHAIN, SeededStores.storeId(store), tableId)
                .value();
    }

    public static String storeAdmin(int store) {
        return ISSUER.issue("admin-" + store, Role.STORE_ADMIN, SeededStores.CHAIN, SeededStores.storeId(store), null)
                .value();
    }

    /**
     * Makes a token of somebody of no store.
     *
     * @param chainId empty for operators
     */
    public static String of(Role role, String chainId) {
        return ISSUER.issue("boss", role, chainId, null, null).value();
    }
}
