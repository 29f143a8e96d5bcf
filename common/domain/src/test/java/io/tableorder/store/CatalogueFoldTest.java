package io.tableorder.store;

import static io.tableorder.fixture.Sample.category;
import static io.tableorder.fixture.Sample.menu;
import static io.tableorder.fixture.Sample.menuItem;
import static io.tableorder.fixture.Sample.opened;
import static io.tableorder.store.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Allergen;
import io.tableorder.event.CatalogueEvent.CategoryAdded;
import io.tableorder.event.CatalogueEvent.CategoryChanged;
import io.tableorder.event.CatalogueEvent.CategoryDetailsChanged;
import io.tableorder.event.CatalogueEvent.CategoryRemoved;
import io.tableorder.event.CatalogueEvent.CategoryVisibilityChanged;
import io.tableorder.event.CatalogueEvent.MenuAdded;
import io.tableorder.event.CatalogueEvent.MenuAvailabilityChanged;
import io.tableorder.event.CatalogueEvent.MenuChanged;
import io.tableorder.event.CatalogueEvent.MenuDetailsChanged;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CatalogueEvent.MenuOptionAvailabilityChanged;
import io.tableorder.event.CatalogueEvent.MenuRank;
import io.tableorder.event.CatalogueEvent.MenuRemoved;
import io.tableorder.event.CatalogueEvent.MenuReordered;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OptionGroup.Option;
import io.tableorder.event.Printer;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.SlipLanguage;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.event.Translations;
import io.tableorder.event.Translations.Translation;
import io.tableorder.store.Catalogue.Category;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueFoldTest {

    @Test
    void an_added_category_is_on_offer() {
        given(opened())
                .when(new CategoryAdded("meals", "식사", 2))
                .then(state -> assertThat(state.catalogue().categoriesInOrder())
                        .containsExactly(new Category("meals", "식사", 2)));
    }

    @Test
    void a_changed_category_keeps_its_menus() {
        meals().and(menu("bulgogi", 15_000))
                .when(new CategoryChanged("meals", "정식", 9))
                .then(state -> {
                    assertThat(state.catalogue().categoriesInOrder()).containsExactly(new Category("meals", "정식", 9));
                    assertThat(state.catalogue().menusInOrder("meals")).containsExactly(menuItem("bulgogi", 15_000));
                });
    }

    @Test
    void a_hidden_category_hides_its_dishes_and_stays_hidden_whatever_else_changes() {
        meals().and(menu("bulgogi", 15_000), new CategoryVisibilityChanged("meals", "식사", 1, true))
                .when(new CategoryChanged("meals", "정식", 9))
                .then(state -> {
                    assertThat(state.catalogue().categoriesInOrder())
                            .containsExactly(new Category("meals", "정식", 9).withHidden(true));
                    assertThat(state.catalogue().isHidden(menuItem("bulgogi", 15_000)))
                            .isTrue();
                });
        meals().when(new CategoryVisibilityChanged("drinks", "음료", 1, true))
                .isImpossible("category drinks", "not there");
    }

    @Test
    void an_empty_category_can_go() {
        meals().when(new CategoryRemoved("meals"))
                .then(state -> assertThat(state.catalogue().categories()).isEmpty());
    }

    @Test
    void a_category_with_menus_stays() {
        meals().and(menu("bulgogi", 15_000)).when(new CategoryRemoved("meals")).isImpossible("meals", "menus in it");
    }

    @Test
    void categories_of_one_rank_are_shown_by_id() {
        given(opened(), new CategoryAdded("b", "탕", 1), new CategoryAdded("a", "면", 1))
                .when(new CategoryAdded("c", "음료", 0))
                .then(state -> assertThat(state.catalogue().categoriesInOrder())
                        .extracting(Category::categoryId)
                        .containsExactly("c", "a", "b"));
    }

    @Test
    void an_added_menu_is_in_its_category() {
        MenuItem item = new MenuItem(
                "bulgogi", "meals", "불고기 정식", 15_000, "국내산", "https://example.com/b.jpg", 3, false, null, null);
        meals().when(new MenuAdded(item)).then(state -> {
            assertThat(state.catalogue().menu("bulgogi")).isEqualTo(item);
            assertThat(state.catalogue().hasMenusIn("meals")).isTrue();
            assertThat(state.catalogue().hasMenusIn("drinks")).isFalse();
        });
    }

    @Test
    void a_changed_menu_is_the_new_one_whole() {
        meals().and(menu("bulgogi", 15_000))
                .when(new MenuChanged(menuItem("bulgogi", 16_000)))
                .then(state -> assertThat(state.catalogue().menu("bulgogi")).isEqualTo(menuItem("bulgogi", 16_000)));
    }

    @Test
    void a_sold_out_menu_stays_on_the_list() {
        meals().and(menu("bulgogi", 15_000))
                .when(new MenuAvailabilityChanged("bulgogi", false))
                .then(state -> assertThat(state.catalogue().menusInOrder("meals"))
                        .containsExactly(menuItem("bulgogi", 15_000).withAvailable(false, null)));
    }

    @Test
    void a_sold_out_option_stays_on_the_list_and_the_dish_can_be_had() {
        OptionGroup size = new OptionGroup(
                "size",
                "양",
                0,
                1,
                List.of(new Option("large", "곱빼기", 2_000, false), new Option("half", "반", -500, false)));
        MenuItem item = new MenuItem("bulgogi", "meals", "불고기 정식", 15_000, null, null, 1, true, null, List.of(size));
        Instant until = Instant.parse("2026-11-21T02:00:00Z");

        meals().and(new MenuAdded(item))
                .when(new MenuOptionAvailabilityChanged("bulgogi", "large", false, until))
                .then(state -> {
                    MenuItem now = state.catalogue().menus().get("bulgogi");
                    assertThat(now.isAvailableAt(until)).isTrue();
                    assertThat(now.choices())
                            .containsExactly(size.withOptions(List.of(
                                    new Option("large", "곱빼기", 2_000, false, false, until),
                                    new Option("half", "반", -500, false))));
                    assertThat(now.option("large").isAvailableAt(until.minusSeconds(1)))
                            .isFalse();
                    assertThat(now.option("large").isAvailableAt(until)).isTrue();
                });
        meals().and(new MenuAdded(item))
                .when(new MenuOptionAvailabilityChanged("bulgogi", "huge", false, null))
                .isImpossible("option huge of menu bulgogi", "not there");
    }

    @Test
    void a_dish_keeps_its_options_when_it_sells_out_or_moves() {
        OptionGroup size = new OptionGroup("size", "양", 0, 1, List.of(new Option("large", "곱빼기", 2_000, false)));
        MenuItem item = new MenuItem("bulgogi", "meals", "불고기 정식", 15_000, null, null, 1, true, null, List.of(size));

        meals().and(new MenuAdded(item), new MenuAvailabilityChanged("bulgogi", false))
                .when(new MenuReordered(List.of(new MenuRank("bulgogi", 5))))
                .then(state -> assertThat(
                                state.catalogue().menus().get("bulgogi").choices())
                        .containsExactly(size));
    }

    @Test
    void a_dish_keeps_its_details_when_it_sells_out_moves_or_gets_options() {
        MenuDetails details = new MenuDetails(null, List.of(Allergen.BEEF), "쇠고기: 호주산", null);

        meals().and(
                        menu("bulgogi", 15_000),
                        new MenuDetailsChanged(menuItem("bulgogi", 15_000).withDetails(details)),
                        new MenuAvailabilityChanged("bulgogi", false))
                .when(new MenuReordered(List.of(new MenuRank("bulgogi", 5))))
                .then(state -> assertThat(
                                state.catalogue().menus().get("bulgogi").details())
                        .isEqualTo(details));
    }

    @Test
    void a_category_keeps_its_translations_when_it_is_renamed_or_hidden_by_an_event_that_does_not_know_them() {
        Translations english = new Translations(null, new Translation("Meals", null), null, null);

        meals().and(new CategoryDetailsChanged("meals", "식사", 1, false, english), new CategoryChanged("meals", "정식", 9))
                .when(new CategoryVisibilityChanged("meals", "정식", 9, true))
                .then(state -> assertThat(state.catalogue().categories().values())
                        .containsExactly(
                                new Category("meals", "정식", 9).withHidden(true).withTranslations(english)));
    }

    @Test
    void a_removed_menu_is_gone() {
        meals().and(menu("bulgogi", 15_000))
                .when(new MenuRemoved("bulgogi"))
                .then(state -> assertThat(state.catalogue().menus()).isEmpty());
    }

    @Test
    void reordering_moves_only_the_named_menus() {
        meals().and(menu("a", 1_000), menu("b", 1_000), menu("c", 1_000))
                .when(new MenuReordered(List.of(new MenuRank("a", 7), new MenuRank("c", 0))))
                .then(state -> assertThat(state.catalogue().menusInOrder("meals"))
                        .extracting(MenuItem::menuId)
                        .containsExactly("c", "b", "a"));
    }

    @Test
    void what_is_there_is_not_added_again() {
        meals().when(category("meals")).isImpossible("category meals", "already");
        meals().and(menu("bulgogi", 15_000)).when(menu("bulgogi", 15_000)).isImpossible("menu bulgogi", "already");
    }

    @Test
    void what_is_not_there_does_not_change() {
        meals().when(new CategoryChanged("drinks", "음료", 1)).isImpossible("category drinks", "not there");
        meals().when(new CategoryRemoved("drinks")).isImpossible("category drinks", "not there");
        meals().when(new MenuChanged(menuItem("bulgogi", 1))).isImpossible("menu bulgogi", "not there");
        meals().when(new MenuDetailsChanged(menuItem("bulgogi", 1))).isImpossible("menu bulgogi", "not there");
        meals().when(new CategoryDetailsChanged("drinks", "음료", 1, false, null))
                .isImpossible("category drinks", "not there");
        meals().when(new MenuAvailabilityChanged("bulgogi", true)).isImpossible("menu bulgogi", "not there");
        meals().when(new MenuOptionAvailabilityChanged("bulgogi", "large", true, null))
                .isImpossible("menu bulgogi", "not there");
        meals().when(new MenuRemoved("bulgogi")).isImpossible("menu bulgogi", "not there");
        meals().when(new MenuReordered(List.of(new MenuRank("bulgogi", 1)))).isImpossible("menu bulgogi", "not there");
    }

    @Test
    void a_station_is_there_until_it_is_removed_whatever_becomes_of_its_dishes() {
        Station grill = new Station("grill", "그릴", List.of("meals"), List.of("bulgogi"));

        withStation(grill).when(new MenuRemoved("bulgogi")).then(state -> {
            assertThat(state.catalogue().stationsInOrder()).containsExactly(grill);
            assertThat(state.catalogue().dishesOf(grill)).isEmpty();
        });
        withStation(grill)
                .when(new StationEvent.Changed(new Station("grill", "바", List.of(), List.of())))
                .then(state -> assertThat(state.catalogue().stationsInOrder())
                        .extracting(Station::stationName)
                        .containsExactly("바"));
        withStation(grill)
                .when(new StationEvent.Removed("grill"))
                .then(state -> assertThat(state.catalogue().stations()).isEmpty());
        withStation(grill).when(new StationEvent.Added(grill)).isImpossible("station grill", "already");
        meals().when(new StationEvent.Changed(grill)).isImpossible("station grill", "not there");
        meals().when(new StationEvent.Removed("grill")).isImpossible("station grill", "not there");
    }

    @Test
    void a_menu_needs_its_category() {
        given(opened()).when(menu("bulgogi", 15_000)).isImpossible("category meals", "not there");
    }

    @Test
    void a_printer_is_there_until_it_is_removed_and_printing_once_more_changes_nothing() {
        Printer printer = new Printer("p", "그릴", "10.0.0.9:9100", List.of("grill"), 42, SlipLanguage.KO, true);
        Printer moved = new Printer("p", "그릴", "10.0.0.10:9100", List.of(), 48, SlipLanguage.EN, false);

        withPrinter(printer)
                .when(new PrinterEvent.Changed(moved))
                .then(state -> assertThat(state.catalogue().printersInOrder()).containsExactly(moved));
        withPrinter(printer)
                .when(new PrinterEvent.ReprintRequested("p", "o"))
                .then(state -> assertThat(state.catalogue().printersInOrder()).containsExactly(printer));
        withPrinter(printer)
                .when(new PrinterEvent.Removed("p"))
                .then(state -> assertThat(state.catalogue().printers()).isEmpty());
        withPrinter(printer).when(new PrinterEvent.Added(printer)).isImpossible("printer p", "already");
        meals().when(new PrinterEvent.Changed(printer)).isImpossible("printer p", "not there");
        meals().when(new PrinterEvent.ReprintRequested("p", "o")).isImpossible("printer p", "not there");
        meals().when(new PrinterEvent.Removed("p")).isImpossible("printer p", "not there");
    }

    private static Given withPrinter(Printer printer) {
        return meals().and(new PrinterEvent.Added(printer));
    }

    private static Given withStation(Station station) {
        return meals().and(menu("bulgogi", 15_000), new StationEvent.Added(station));
    }

    private static Given meals() {
        return given(opened(), category("meals"));
    }
}
