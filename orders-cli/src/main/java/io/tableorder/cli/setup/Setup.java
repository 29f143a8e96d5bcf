package io.tableorder.cli.setup;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The steps of a first evening. Each gives whom the next one asks as, and is of no harm when it was done before. */
public final class Setup {

    private static final String CHAIN_STORES = "/chain/stores";
    private static final String TABLES = "/admin/tables";
    private static final String CATEGORIES = "/admin/categories";

    /** 24 random characters: nobody types it, and nobody guesses it. */
    private static final int TABLE_PASSWORD_BYTES = 18;

    /** A name with a password. */
    public record Account(String username, String password) {

        @Override
        public String toString() {
            return "Account[username=" + username + ", password=***]";
        }
    }

    /**
     * A chain that is to be.
     *
     * @param admin its first
     */
    public record Chain(String chainId, String chainName, Account admin) {}

    /**
     * A store that is to be.
     *
     * @param admin its first
     */
    public record Store(String storeId, String storeName, String timeZone, String currency, Account admin) {}

    /** How many there are now, and how many of them are new. */
    public record Added(int all, int added) {}

    /**
     * The tables that there are now.
     *
     * @param first the new one of the lowest number; the read models need not have it yet
     */
    public record AddedTables(Added added, Optional<Table> first) {}

    /** A table that is there. */
    public record Table(String tableId, int tableNumber) {

        private static Table of(JsonNode answer) {
            return new Table(
                    answer.required("table_id").asString(),
                    answer.required("table_number").asInt());
        }
    }

    /**
     * What sets a tablet up.
     *
     * @param code opens a tablet at the table, once and soon
     */
    public record Pairing(int tableNumber, String code) {

        @Override
        public String toString() {
            return "Pairing[tableNumber=" + tableNumber + ", code=***]";
        }
    }

    private final SecondFactor logins;

    /**
     * Sets up by the API as nobody sees it.
     *
     * @param terminal where codes of second factors are asked for
     */
    public Setup(PlatformApi nobody, Terminal terminal) {
        this.logins = new SecondFactor(nobody, terminal);
    }

    /**
     * Makes an operator, or logs in as one that is there.
     *
     * @param signed speaks with a token that was signed with SECRET_KEY
     */
    public PlatformApi operator(PlatformApi signed, Account account) {
        return made(() -> signed.post("/platform/operators", credentials(account)), () -> operator(account));
    }

    private PlatformApi operator(Account account) {
        return logins.logIn("/platform/login", credentials(account));
    }

    /** Makes the code with which the set-up page makes the first operator. */
    public static String code(PlatformApi signed) {
        return signed.post("/platform/setup-codes", Map.of())
                .required("setup_code")
                .asString();
    }

    /** Opens the chain, or logs in as the admin of one that is there. */
    public PlatformApi chain(PlatformApi operator, Chain chain) {
        Map<String, String> body = new LinkedHashMap<>(credentials(chain.admin()));
        body.put("chain_id", chain.chainId());
        body.put("chain_name", chain.chainName());
        return made(() -> operator.post("/platform/chains", body), () -> chainAdmin(chain));
    }

    private PlatformApi chainAdmin(Chain chain) {
        return adminLogin("chain_id", chain.chainId(), chain.admin());
    }

    /** Opens the store, or logs in as the admin of one that is there. */
    public PlatformApi store(PlatformApi chainAdmin, Store store) {
        Map<String, Object> body = Map.of(
                "store_id",
                store.storeId(),
                "store_name",
                store.storeName(),
                "time_zone",
                store.timeZone(),
                "currency",
                store.currency(),
                "admin",
                credentials(store.admin()));
        return made(() -> chainAdmin.post(CHAIN_STORES, body), () -> storeAdmin(store));
    }

    private PlatformApi storeAdmin(Store store) {
        return adminLogin("store_id", store.storeId(), store.admin());
    }

    private PlatformApi adminLogin(String place, String id, Account account) {
        Map<String, String> body = new LinkedHashMap<>(credentials(account));
        body.put(place, id);
        return logins.logIn("/admin/login", body);
    }

    private static Map<String, String> credentials(Account account) {
        return Map.of("username", account.username(), "password", account.password());
    }

    /**
     * Logs in as what was made. Lets whoever knows the password of what is there already go on, and tells anybody else that it
     * is taken. It logs in once: the code of a second factor is taken once.
     */
    private static PlatformApi made(Runnable making, Supplier<PlatformApi> logIn) {
        try {
            making.run();
        } catch (Refusal taken) {
            if (taken.status() != PlatformApi.CONFLICT) {
                throw taken;
            }
            try {
                return logIn.get();
            } catch (Refusal wrong) {
                throw wrong.status() == PlatformApi.UNAUTHORIZED && !SecondFactor.isNeeded(wrong) ? taken : wrong;
            }
        }
        return logIn.get();
    }

    /**
     * Adds the tables 1 to {@code count}.
     *
     * @param password typed into tablets; null for one that nobody knows, where tablets are paired by codes alone
     */
    public static AddedTables tables(PlatformApi storeAdmin, int count, @Nullable String password) {
        List<Table> added = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Map<String, Object> table =
                    Map.of("table_number", number, "table_password", password == null ? randomPassword() : password);
            added(storeAdmin, TABLES, table).map(Table::of).ifPresent(added::add);
        }
        return new AddedTables(new Added(count, added.size()), added.stream().findFirst());
    }

    private static String randomPassword() {
        byte[] random = new byte[TABLE_PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    /** Adds the dishes, and the categories that they need. */
    public static Added menu(PlatformApi storeAdmin, List<Dish> dishes) {
        Map<String, String> categories = new HashMap<>();
        for (JsonNode category : storeAdmin.get(CATEGORIES).path("categories")) {
            categories.put(
                    category.required("category_name").asString(),
                    category.required("category_id").asString());
        }
        int added = 0;
        for (Dish dish : dishes) {
            String category = categories.computeIfAbsent(dish.category(), name -> addCategory(storeAdmin, name));
            Map<String, Object> body = Map.of("category_id", category, "menu_name", dish.name(), "price", dish.price());
            added += added(storeAdmin, "/admin/menus", body).isPresent() ? 1 : 0;
        }
        return new Added(dishes.size(), added);
    }

    private static String addCategory(PlatformApi storeAdmin, String name) {
        return storeAdmin
                .post(CATEGORIES, Map.of("category_name", name))
                .required("category_id")
                .asString();
    }

    /** Returns what was made; empty for what is there already. */
    private static Optional<JsonNode> added(PlatformApi storeAdmin, String path, Map<String, ?> body) {
        try {
            return Optional.of(storeAdmin.post(path, body));
        } catch (Refusal taken) {
            if (taken.status() != PlatformApi.CONFLICT) {
                throw taken;
            }
            return Optional.empty();
        }
    }

    /** Makes a code for a tablet at a table that was just added, else at that of the lowest number; empty where there is none. */
    public static Optional<Pairing> pairing(PlatformApi storeAdmin, Optional<Table> added) {
        return added.or(() -> firstOf(storeAdmin)).map(table -> {
            Map<String, String> body = Map.of("kind", "tablet", "table_id", table.tableId());
            JsonNode made = storeAdmin.post("/admin/devices/pairing-codes", body);
            return new Pairing(
                    table.tableNumber(), made.required("pairing_code").asString());
        });
    }

    private static Optional<Table> firstOf(PlatformApi storeAdmin) {
        return storeAdmin
                .get(TABLES)
                .path("tables")
                .valueStream()
                .map(Table::of)
                .min(Comparator.comparingInt(Table::tableNumber));
    }
}
