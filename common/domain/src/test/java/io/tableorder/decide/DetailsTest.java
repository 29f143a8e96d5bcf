package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static io.tableorder.decide.Scenario.placed;
import static io.tableorder.decide.Scenario.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.decide.CatalogueCommand.AddMenu;
import io.tableorder.decide.CatalogueCommand.ChangeCategory;
import io.tableorder.decide.CatalogueCommand.ChangeMenu;
import io.tableorder.decide.CatalogueCommand.DetailsChange;
import io.tableorder.decide.OrderCommand.Line;
import io.tableorder.decide.OrderCommand.PlaceOrder;
import io.tableorder.event.Allergen;
import io.tableorder.event.CatalogueEvent.CategoryDetailsChanged;
import io.tableorder.event.CatalogueEvent.CategoryVisibilityChanged;
import io.tableorder.event.CatalogueEvent.MenuAdded;
import io.tableorder.event.CatalogueEvent.MenuChanged;
import io.tableorder.event.CatalogueEvent.MenuDetailsChanged;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CatalogueEvent.MenuOptionsChanged;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OptionGroup.Option;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.Translations;
import io.tableorder.event.Translations.Translation;
import io.tableorder.store.Versions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetailsTest {

    private static final Translations ENGLISH = english("Bibimbap", "Rice with vegetables");
    private static final Translations NONE = new Translations(null, null, null, null);
    private static final MenuDetails DETAILS =
            new MenuDetails(ENGLISH, List.of(Allergen.EGGS, Allergen.SOY), "쌀: 국내산", 1);

    private static Translations english(String name, @Nullable String description) {
        return new Translations(null, new Translation(name, description), null, null);
    }

    private static Scenario givenDetails(StoreEvent... more) {
        return givenAnOpenStore(new MenuDetailsChanged(BIBIMBAP.withDetails(DETAILS)))
                .and(more);
    }

    private static ChangeMenu change(DetailsChange details) {
        return change(null, null, details);
    }

    private static ChangeMenu change(
            @Nullable Long price, @Nullable List<OptionGroup> groups, @Nullable DetailsChange details) {
        return new ChangeMenu("bibimbap", null, null, price, null, null, null, null, null, groups, details, null);
    }

    private static MenuDetailsChanged changed(@Nullable MenuDetails details) {
        return new MenuDetailsChanged(BIBIMBAP.withDetails(details));
    }

    @Test
    void a_dish_says_what_is_in_it_and_what_it_is_called_elsewhere() {
        givenAnOpenStore()
                .when(change(
                        new DetailsChange(ENGLISH, List.of(Allergen.SOY, Allergen.EGGS, Allergen.SOY), " 쌀: 국내산 ", 1)))
                .then(changed(DETAILS));
    }

    @Test
    void names_are_kept_as_all_names_are() {
        givenAnOpenStore()
                .when(change(new DetailsChange(english(" Cafe\u0301 ", ""), null, null, null)))
                .then(changed(new MenuDetails(english("Caf\u00e9", null), null, null, null)));
    }

    @Test
    void what_is_not_said_stays_as_it_is() {
        givenDetails()
                .when(change(new DetailsChange(null, null, null, 3)))
                .then(changed(new MenuDetails(ENGLISH, DETAILS.allergens(), DETAILS.origin(), 3)));
    }

    @Test
    void translations_are_said_all_at_once() {
        Translations japanese = new Translations(null, null, new Translation("ビビンバ", null), null);

        givenDetails()
                .when(change(new DetailsChange(japanese, null, null, null)))
                .then(changed(new MenuDetails(japanese, DETAILS.allergens(), DETAILS.origin(), 1)));
    }

    @Test
    void empty_ones_clear() {
        givenDetails()
                .when(change(new DetailsChange(NONE, null, null, null)))
                .then(changed(new MenuDetails(null, DETAILS.allergens(), DETAILS.origin(), 1)))
                .when(change(new DetailsChange(null, List.of(), "", 0)))
                .then(changed(null));
    }

    @Test
    void the_same_details_change_nothing() {
        givenDetails()
                .when(change(new DetailsChange(ENGLISH, List.of(Allergen.SOY, Allergen.EGGS), "쌀: 국내산", 1)))
                .thenNothingHappens();
        givenAnOpenStore()
                .when(change(new DetailsChange(NONE, List.of(), "", 0)))
                .thenNothingHappens();
    }

    @Test
    void they_stay_through_changes_of_price_and_options() {
        OptionGroup size = new OptionGroup("size", "양", 0, 1, List.of(new Option("large", "곱빼기", 2_000, false)));
        MenuItem dearer = new MenuItem("bibimbap", "rice", "비빔밥", 9_500, null, null, 1, true, null, null, DETAILS);

        givenDetails()
                .when(change(9_500L, null, null))
                .then(new MenuChanged(dearer))
                .when(change(null, List.of(size), null))
                .then(new MenuOptionsChanged(dearer.withOptionGroups(List.of(size))));
    }

    @Test
    void one_event_says_options_and_details_that_change_together() {
        OptionGroup size = new OptionGroup("size", "양", 0, 1, List.of(new Option("large", "곱빼기", 2_000, false)));

        givenAnOpenStore()
                .when(change(null, List.of(size), new DetailsChange(null, null, null, 2)))
                .then(new MenuDetailsChanged(
                        BIBIMBAP.withOptionGroups(List.of(size)).withDetails(new MenuDetails(null, null, null, 2))));
    }

    @Test
    void a_dish_can_be_added_with_details() {
        MenuItem plain = new MenuItem("kimchi", "rice", "김치찌개", 8_000, null, null, 2, true, null, null);

        givenAnOpenStore()
                .when(new AddMenu(
                        "kimchi",
                        "rice",
                        "김치찌개",
                        8_000,
                        null,
                        null,
                        null,
                        true,
                        null,
                        new DetailsChange(null, List.of(Allergen.PORK), null, 2)))
                .then(
                        new MenuAdded(plain),
                        new MenuDetailsChanged(
                                plain.withDetails(new MenuDetails(null, List.of(Allergen.PORK), null, 2))));
    }

    @Test
    void an_editor_who_has_not_seen_the_details_is_told() {
        int seen = Versions.of(BIBIMBAP);
        ChangeMenu dearer =
                new ChangeMenu("bibimbap", null, null, 9_500L, null, null, null, null, null, null, null, seen);

        givenDetails()
                .when(dearer)
                .thenRefused(new Rejection.VersionMismatch(seen, Versions.of(BIBIMBAP.withDetails(DETAILS))));
    }

    @Test
    void every_detail_has_a_part_in_the_version() {
        Stream<MenuItem> different = Stream.of(
                        null,
                        DETAILS,
                        new MenuDetails(null, DETAILS.allergens(), DETAILS.origin(), 1),
                        new MenuDetails(english("Bibimbap", null), DETAILS.allergens(), DETAILS.origin(), 1),
                        new MenuDetails(ENGLISH, List.of(Allergen.EGGS), DETAILS.origin(), 1),
                        new MenuDetails(ENGLISH, DETAILS.allergens(), null, 1),
                        new MenuDetails(ENGLISH, DETAILS.allergens(), DETAILS.origin(), null))
                .map(BIBIMBAP::withDetails);

        assertThat(different.map(Versions::of)).doesNotHaveDuplicates();
    }

    @Test
    void orders_say_the_stores_own_name() {
        givenDetails(started("s1", "t1"))
                .when(new PlaceOrder("o1", "s9", "t1", List.of(new Line("bibimbap", 1, null, 9_000L))))
                .then(placed("o1", 1, "s1", "t1", Scenario.line(1, BIBIMBAP, 1)));
    }

    @Test
    void a_store_has_room_for_so_many_letters_and_no_more() {
        String longest = "가".repeat(1_000);
        Translations long_ = new Translations(
                new Translation(longest, longest),
                new Translation(longest, longest),
                new Translation(longest, longest),
                new Translation(longest, longest));
        int full = Details.MAXIMUM_LETTERS / 8_000;
        StoreEvent[] filled = IntStream.range(0, full)
                .mapToObj(i -> new MenuAdded(new MenuItem(
                        "m" + i,
                        "rice",
                        "메뉴 " + i,
                        1_000,
                        null,
                        null,
                        1,
                        true,
                        null,
                        null,
                        new MenuDetails(long_, null, null, null))))
                .toArray(StoreEvent[]::new);

        Scenario store = givenAnOpenStore(filled);

        store.when(change(new DetailsChange(null, null, "쌀", null)))
                .thenRefused(new Rejection.StoreFull("detail letters", Details.MAXIMUM_LETTERS));
        store.when(change(new DetailsChange(null, List.of(Allergen.EGGS), null, 1)))
                .then(changed(new MenuDetails(null, List.of(Allergen.EGGS), null, 1)));
    }

    @Test
    void a_category_is_called_something_in_other_languages_until_nobody_says_so() {
        Translations rice = english("Rice dishes", null);

        givenAnOpenStore()
                .when(new ChangeCategory("rice", null, null, null, english(" Rice dishes ", null), null))
                .then(new CategoryDetailsChanged("rice", "밥", 1, false, rice))
                .when(new ChangeCategory("rice", "쌀밥", null, true, null, null))
                .then(new CategoryDetailsChanged("rice", "쌀밥", 1, true, rice))
                .when(new ChangeCategory("rice", null, null, null, rice, null))
                .thenNothingHappens();
        givenAnOpenStore(new CategoryDetailsChanged("rice", "밥", 1, true, rice))
                .when(new ChangeCategory("rice", null, null, null, NONE, null))
                .then(new CategoryDetailsChanged("rice", "밥", 1, true, null))
                .when(new ChangeCategory("rice", null, null, false, null, null))
                .then(new CategoryVisibilityChanged("rice", "밥", 1, false));
    }
}
