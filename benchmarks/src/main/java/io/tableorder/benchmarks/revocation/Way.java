package io.tableorder.benchmarks.revocation;

import static io.tableorder.benchmarks.revocation.Victim.Kind.ADMIN_OF_A_CHAIN;
import static io.tableorder.benchmarks.revocation.Victim.Kind.PAIRED_SCREEN;
import static io.tableorder.benchmarks.revocation.Victim.Kind.PERSON;
import static io.tableorder.benchmarks.revocation.Victim.Kind.TABLET;

import io.tableorder.benchmarks.service.OpenedRestaurant;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way in which somebody's access ends. */
enum Way {
    ACCOUNT_DISABLED("account disabled", PERSON, By.ADMIN, "PATCH", "/staff/{id}", Map.of("disabled", true)),
    ACCOUNT_DELETED("account deleted", PERSON, By.ADMIN, "DELETE", "/staff/{id}", null),
    ROLE_CHANGED("role changed", PERSON, By.ADMIN, "PATCH", "/staff/{id}", Map.of("role", "store_admin")),
    PASSWORD_SET(
            "password set by an admin", PERSON, By.ADMIN, "PATCH", "/staff/{id}", Map.of("password", Next.PASSWORD)),
    PASSWORD_CHANGED(
            "own password changed",
            PERSON,
            By.THEMSELVES,
            "POST",
            "/auth/password",
            Map.of("current_password", OpenedRestaurant.PASSWORD, "new_password", Next.PASSWORD)),
    LOGGED_OUT("logged out on this device", PERSON, By.THEMSELVES, "POST", "/auth/logout", null),
    LOGGED_OUT_EVERYWHERE("logged out on all devices", PERSON, By.THEMSELVES, "DELETE", "/auth/devices", null),
    LOGGED_OUT_BY_ADMIN("logged out by an admin", PERSON, By.ADMIN, "DELETE", "/devices?account_id={id}", null),
    DEVICE_REVOKED("paired screen revoked", PAIRED_SCREEN, By.ADMIN, "DELETE", "/devices/{id}", null),
    TABLE_PASSWORD(
            "table's new password", TABLET, By.ADMIN, "PATCH", "/tables/{id}", Map.of("table_password", Next.PASSWORD)),
    TABLE_REMOVED("table removed", TABLET, By.ADMIN, "DELETE", "/tables/{id}", null),
    CHAIN_DISABLED(
            "chain disabled",
            ADMIN_OF_A_CHAIN,
            By.OPERATOR,
            "PATCH",
            "/platform/chains/{id}",
            Map.of("disabled", true));

    /** Who asks for it. */
    enum By {
        ADMIN,
        OPERATOR,
        THEMSELVES
    }

    /** An enum's own constants come too late for its values. */
    private static final class Next {
        private static final String PASSWORD = "kettle-and-comet-4";
    }

    private final String title;
    private final Victim.Kind victims;
    private final By by;
    private final String method;
    private final String path;
    private final @Nullable Object body;

    Way(String title, Victim.Kind victims, By by, String method, String path, @Nullable Object body) {
        this.title = title;
        this.victims = victims;
        this.by = by;
        this.method = method;
        this.path = path;
        this.body = body;
    }

    String title() {
        return title;
    }

    Victim.Kind victims() {
        return victims;
    }

    By by() {
        return by;
    }

    String method() {
        return method;
    }

    URI uri(OpenedRestaurant restaurant, Victim victim) {
        String filled = path.replace("{id}", victim.id());
        return by == By.ADMIN ? restaurant.ofStore(filled) : restaurant.at(filled);
    }

    @Nullable
    Object body() {
        return body;
    }
}
