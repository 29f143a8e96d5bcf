package io.tableorder.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Stores the demo data through the same commands that anybody else would use. Every command has a key of its own, so
 * an interrupted run can be repeated for a day, as long as keys are kept: what it did already is answered again.
 */
public final class DemoSeed {
    private static final int CREATED = 201;
    private static final int CHANGED = 200;
    private static final int TAKEN = 409;

    private final Api api;
    private final String secretKey;
    private final DemoData data;

    public DemoSeed(URI orderApi, String secretKey) {
        this.api = Api.at(orderApi);
        this.secretKey = secretKey;
        this.data = DemoData.load();
    }

    /**
     * Returns a summary in words.
     *
     * @throws IOException when order-api does not answer, or not as expected
     */
    public String store() throws IOException, InterruptedException {
        Api operator = api.as(OperatorToken.mint(secretKey, Instant.now()));
        create(
                operator,
                "/platform/operators",
                Map.of("username", Api.OPERATOR, "password", Api.PASSWORD),
                "demo-operator");
        atOnce(data.chains(), chain -> open(operator, chain));
        return summary();
    }

    private void open(Api operator, DemoData.Chain chain) throws IOException, InterruptedException {
        create(
                operator,
                "/platform/chains",
                Map.of(
                        "chain_id",
                        chain.chainId(),
                        "chain_name",
                        chain.chainName(),
                        "username",
                        Api.CHAIN_ADMIN,
                        "password",
                        Api.PASSWORD),
                "demo-chain-" + chain.chainId());
        Api admin = api.loginChainAdmin(chain.chainId());
        atOnce(chain.stores(), store -> open(admin, store));
    }

    private void open(Api admin, DemoData.Store store) throws IOException, InterruptedException {
        String id = store.storeId();
        create(
                admin,
                "/chain/stores",
                Map.of("store_id", id, "store_name", store.storeName(), "time_zone", "Asia/Seoul", "currency", "KRW"),
                "demo-store-" + id);
        atOnce(List.<Part>of(this::menu, DemoSeed::accounts, DemoSeed::tables), part -> part.create(admin, store));
    }

    private static void accounts(Api admin, DemoData.Store store) throws IOException, InterruptedException {
        String id = store.storeId();
        account(admin, id, Api.STORE_ADMIN, "store_admin");
        account(admin, id, Api.STAFF, "staff");
    }

    private static void tables(Api admin, DemoData.Store store) throws IOException, InterruptedException {
        String id = store.storeId();
        for (int number = 1; number <= store.tables(); number++) {
            create(
                    admin,
                    "/admin/tables?store_id=" + id,
                    Map.of("table_number", number, "table_password", Api.TABLE_PASSWORD),
                    "demo-table-" + id + "-" + number);
        }
    }

    private static void account(Api admin, String storeId, String username, String role)
            throws IOException, InterruptedException {
        create(
                admin,
                "/admin/staff?store_id=" + storeId,
                Map.of("username", username, "password", Api.PASSWORD, "role", role),
                "demo-account-" + storeId + "-" + username);
    }

    private void menu(Api admin, DemoData.Store store) throws IOException, InterruptedException {
        String id = store.storeId();
        int categoryOrder = 0;
        int itemOrder = 0;
        Map<String, String> categoryIds = new LinkedHashMap<>();
        for (DemoData.Category category : data.menuOf(store)) {
            categoryOrder++;
            String categoryId = create(
                            admin,
                            "/admin/categories?store_id=" + id,
                            Map.of("category_name", category.categoryName(), "display_order", categoryOrder),
                            "demo-category-" + id + "-" + categoryOrder)
                    .required("category_id");
            categoryIds.put(category.categoryName(), categoryId);
            for (DemoData.Item item : category.items()) {
                itemOrder++;
                create(
                        admin,
                        "/admin/menus?store_id=" + id,
                        dish(categoryId, item, itemOrder),
                        "demo-menu-" + id + "-" + itemOrder);
            }
            if (!category.changes().isEmpty()) {
                admin.write(
                                "PATCH",
                                "/admin/categories/" + categoryId + "?store_id=" + id,
                                category.changes(),
                                "demo-hidden-" + id + "-" + categoryOrder)
                        .expect(CHANGED);
            }
        }
        stations(admin, store, categoryIds);
    }

    private void stations(Api admin, DemoData.Store store, Map<String, String> categoryIds)
            throws IOException, InterruptedException {
        String id = store.storeId();
        int number = 0;
        for (DemoData.Station station : data.stationsOf(store)) {
            number++;
            create(
                    admin,
                    "/admin/stations?store_id=" + id,
                    Map.of(
                            "station_name",
                            station.stationName(),
                            "category_ids",
                            station.categories().stream().map(categoryIds::get).toList()),
                    "demo-station-" + id + "-" + number);
        }
    }

    private static Map<String, Object> dish(String categoryId, DemoData.Item item, int place) {
        Map<String, Object> dish = new LinkedHashMap<>();
        dish.put("category_id", categoryId);
        dish.put("menu_name", item.menuName());
        dish.put("price", item.price());
        dish.put("description", item.description());
        dish.put("display_order", place);
        if (item.optionGroups() != null) {
            dish.put("option_groups", item.optionGroups());
        }
        if (item.details() != null) {
            dish.put("details", item.details());
        }
        return dish;
    }

    private static Api.Answer create(Api caller, String path, Map<String, ?> body, String idempotencyKey)
            throws IOException, InterruptedException {
        Api.Answer answer = caller.post(path, body, idempotencyKey);
        if (answer.status() == TAKEN) {
            throw new IOException("Demo data of an interrupted start is there for longer than its keys are known; start"
                    + " once with --fresh. " + path + " was answered with "
                    + answer.response().body());
        }
        return answer.expect(CREATED);
    }

    /** Part of a store; the parts of one do not need each other. */
    private interface Part {
        void create(Api admin, DemoData.Store store) throws IOException, InterruptedException;
    }

    private interface Creation<T> {
        void create(T wanted) throws IOException, InterruptedException;
    }

    private static <T> void atOnce(List<T> wanted, Creation<T> creation) throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> tasks = wanted.stream()
                    .<Callable<Void>>map(one -> () -> {
                        creation.create(one);
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException("The demo data could not be stored: " + (cause == null ? e : cause).getMessage(), e);
        }
    }

    private String summary() {
        List<DemoData.Store> stores = data.stores();
        long items = stores.stream()
                .flatMap(store -> data.menuOf(store).stream())
                .mapToLong(category -> category.items().size())
                .sum();
        int tables = stores.stream().mapToInt(DemoData.Store::tables).sum();
        return stores.size() + " stores, " + items + " menu items, " + tables + " tables";
    }
}
