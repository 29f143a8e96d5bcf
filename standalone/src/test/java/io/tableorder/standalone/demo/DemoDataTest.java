package io.tableorder.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoDataTest {
    private final DemoData data = DemoData.load();

    @Test
    void it_has_the_stores_that_scripts_rely_on() {
        assertThat(data.chains()).extracting(DemoData.Chain::chainId).containsExactly("hanok", "bunsik");
        assertThat(data.stores())
                .extracting(DemoData.Store::storeId, DemoData.Store::tables)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("hanok-gangnam", 10),
                        org.assertj.core.groups.Tuple.tuple("hanok-hongdae", 10),
                        org.assertj.core.groups.Tuple.tuple("bunsik-jongno", 10));
    }

    @Test
    void guests_of_a_demo_store_can_read_some_dishes_in_other_languages_and_what_is_in_them() {
        List<DemoData.Item> told = data.menuOf(data.stores().getFirst()).stream()
                .flatMap(category -> category.items().stream())
                .filter(item -> item.details() != null)
                .toList();

        assertThat(told)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(item -> assertThat(item.details()).containsKeys("translations", "allergens", "origin"));
    }

    @Test
    void every_store_has_a_menu_worth_browsing_and_no_item_twice() {
        for (DemoData.Store store : data.stores()) {
            List<DemoData.Category> menu = data.menuOf(store);
            List<DemoData.Item> items =
                    menu.stream().flatMap(category -> category.items().stream()).toList();
            Set<String> names = items.stream().map(DemoData.Item::menuName).collect(Collectors.toSet());

            assertThat(menu).hasSizeGreaterThanOrEqualTo(4);
            assertThat(items).hasSizeGreaterThanOrEqualTo(20).allSatisfy(item -> {
                assertThat(item.price()).isPositive();
                assertThat(item.description()).isNotBlank();
            });
            assertThat(names).hasSameSizeAs(items);
            Set<String> categories =
                    menu.stream().map(DemoData.Category::categoryName).collect(Collectors.toSet());
            assertThat(data.stationsOf(store))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(station -> assertThat(categories).containsAll(station.categories()));
            assertThat(items)
                    .as("dishes of which there is something to choose")
                    .filteredOn(item -> item.optionGroups() != null)
                    .hasSizeGreaterThanOrEqualTo(2);
            // Scripts order the first two and the last without looking what they ask.
            assertThat(List.of(items.get(0), items.get(1), items.getLast()))
                    .allSatisfy(item -> assertThat(item.optionGroups()).isNull());
        }
    }
}
