package io.tableorder.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo data has chains with their stores, and the menus these share.
 *
 * @param menus by the name that stores refer to
 * @param stations where a menu's dishes are prepared, by its name
 */
record DemoData(List<Chain> chains, Map<String, List<Category>> menus, Map<String, List<Station>> stations) {
    record Chain(String chainId, String chainName, List<Store> stores) {}

    /** @param tables numbered from 1 */
    record Store(String storeId, String storeName, String menu, int tables) {}

    /**
     * A part of a menu.
     *
     * @param hidden true for what is not served at the moment; else absent
     * @param translations of its name, as the API takes them; absent for none
     */
    record Category(
            String categoryName,
            @Nullable Boolean hidden,
            @Nullable Map<String, Object> translations,
            List<Item> items) {

        /** Returns what is said of it once it is there. */
        Map<String, Object> changes() {
            Map<String, Object> changes = new LinkedHashMap<>();
            if (hidden != null) {
                changes.put("hidden", hidden);
            }
            if (translations != null) {
                changes.put("translations", translations);
            }
            return changes;
        }
    }

    /**
     * A dish.
     *
     * @param price in won
     * @param optionGroups what there is to choose, as the API takes it; absent for nothing
     * @param details what else guests are told, as the API takes it; absent for nothing
     */
    record Item(
            String menuName,
            int price,
            String description,
            @Nullable List<Map<String, Object>> optionGroups,
            @Nullable Map<String, Object> details) {}

    /** @param categories names of those, every dish of which is prepared there */
    record Station(String stationName, List<String> categories) {}

    static DemoData load() {
        try (InputStream source = DemoData.class.getResourceAsStream("/demo-data.json")) {
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build()
                    .readValue(Objects.requireNonNull(source, "demo-data.json"), DemoData.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Category> menuOf(Store store) {
        return Objects.requireNonNull(menus.get(store.menu()), () -> "demo-data.json has no menu " + store.menu());
    }

    List<Station> stationsOf(Store store) {
        return stations.getOrDefault(store.menu(), List.of());
    }

    List<Store> stores() {
        return chains.stream().flatMap(chain -> chain.stores().stream()).toList();
    }
}
