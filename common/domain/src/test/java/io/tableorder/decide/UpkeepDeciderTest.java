package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.GALBI;
import static io.tableorder.decide.Scenario.given;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static io.tableorder.decide.Scenario.line;
import static io.tableorder.decide.Scenario.placed;
import static io.tableorder.decide.Scenario.started;

import io.tableorder.decide.CatalogueCommand.AddCategory;
import io.tableorder.decide.CatalogueCommand.AddMenu;
import io.tableorder.decide.CatalogueCommand.ChangeCategory;
import io.tableorder.decide.CatalogueCommand.ChangeMenu;
import io.tableorder.decide.CatalogueCommand.RemoveCategory;
import io.tableorder.decide.CatalogueCommand.RemoveMenu;
import io.tableorder.decide.CatalogueCommand.ReorderMenus;
import io.tableorder.decide.LifecycleCommand.ChangeStore;
import io.tableorder.decide.LifecycleCommand.OpenStore;
import io.tableorder.decide.TableCommand.AddTable;
import io.tableorder.decide.TableCommand.ChangeTable;
import io.tableorder.decide.TableCommand.EndSession;
import io.tableorder.decide.TableCommand.RemoveTable;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CatalogueEvent.MenuRank;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.store.Catalogue.Category;
import io.tableorder.store.Versions;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store, its catalogue, its tables. */
class UpkeepDeciderTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static ChangeMenu change(
            String menuId, @Nullable Long price, @Nullable String text, @Nullable Boolean available) {
        return new ChangeMenu(menuId, null, null, price, text, null, null, available, null, null, null, null);
    }

    @Test
    void a_store_is_opened_once() {
        given().when(new OpenStore("hanok", "한옥", SEOUL, "KRW"))
                .then(new StoreLifecycleEvent.Opened("hanok", "한옥", SEOUL, "KRW"))
                .when(new OpenStore("other", "다른 집", SEOUL, "KRW"))
                .thenRefused(new Rejection.StoreAlreadyOpen("hanok"));
    }

    @Test
    void renaming_and_pausing_are_two_facts_of_one_command() {
        givenAnOpenStore()
                .when(new ChangeStore("한옥 본점", true, "재료 소진"))
                .then(new StoreLifecycleEvent.Renamed("한옥 본점"), new StoreLifecycleEvent.IntakePaused("재료 소진"))
                .when(new ChangeStore("한옥 본점", true, "다른 이유"))
                .then(new StoreLifecycleEvent.IntakePaused("다른 이유"))
                .when(new ChangeStore("한옥 본점", true, "다른 이유"))
                .thenNothingHappens();
    }

    @Test
    void a_paused_store_is_resumed() {
        givenAnOpenStore(new StoreLifecycleEvent.IntakePaused(null))
                .when(new ChangeStore(null, false, null))
                .then(new StoreLifecycleEvent.IntakeResumed());
    }

    @Test
    void two_categories_do_not_share_a_name() {
        givenAnOpenStore().when(new AddCategory("c3", "밥", 3)).thenRefused(new Rejection.CategoryNameTaken("밥"));
        givenAnOpenStore()
                .when(new ChangeCategory("grill", "밥", null))
                .thenRefused(new Rejection.CategoryNameTaken("밥"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" 밥", "밥\u3000", "밥\u200B", "\u1107\u1161\u11B8"})
    void nor_names_that_look_the_same(String name) {
        givenAnOpenStore().when(new AddCategory("c3", name, 3)).thenRefused(new Rejection.CategoryNameTaken(name));
    }

    @Test
    void a_name_is_kept_composed_and_without_blanks_around_it() {
        givenAnOpenStore()
                .when(new ChangeCategory("rice", " \u1107\u1161\u11B8 ", null))
                .thenNothingHappens();
        givenAnOpenStore()
                .when(new AddCategory("soup", "\u1100\u116E\u11A8 ", 3))
                .then(new CatalogueEvent.CategoryAdded("soup", "국", 3));
    }

    @Test
    void a_dish_that_reads_like_another_of_its_category_is_refused_and_one_of_another_category_is_not() {
        String decomposed = Normalizer.normalize("비빔밥", Normalizer.Form.NFD);
        for (String name : List.of("비빔밥", decomposed, " 비빔밥 ", "비\u200b빔밥")) {
            givenAnOpenStore()
                    .when(new AddMenu("other", "rice", name, 1_000, null, null, 1, true, null, null))
                    .thenRefused(new Rejection.MenuNameTaken(name));
        }
        givenAnOpenStore()
                .when(new AddMenu("other", "grill", "비빔밥", 1_000, null, null, 1, true, null, null))
                .then(new CatalogueEvent.MenuAdded(
                        new MenuItem("other", "grill", "비빔밥", 1_000, null, null, 1, true, null, null)))
                .when(new ChangeMenu("other", "rice", null, null, null, null, null, null, null, null, null, null))
                .thenRefused(new Rejection.MenuNameTaken("비빔밥"));
    }

    @Test
    void what_is_added_without_a_place_comes_last() {
        givenAnOpenStore(new CatalogueEvent.MenuChanged(
                        new MenuItem("bibimbap", "rice", "비빔밥", 9_000, null, null, 7, true, null, null)))
                .when(new AddMenu("naengmyeon", "rice", "냉면", 12_000, null, null, null, true, null, null))
                .then(new CatalogueEvent.MenuAdded(
                        new MenuItem("naengmyeon", "rice", "냉면", 12_000, null, null, 8, true, null, null)))
                .when(new AddCategory("drinks", "음료", null))
                .then(new CatalogueEvent.CategoryAdded("drinks", "음료", 3))
                .when(new AddMenu("cola", "drinks", "콜라", 2_000, null, null, null, true, null, null))
                .then(new CatalogueEvent.MenuAdded(
                        new MenuItem("cola", "drinks", "콜라", 2_000, null, null, 0, true, null, null)));
    }

    @Test
    void a_category_is_changed_only_where_it_differs() {
        givenAnOpenStore()
                .when(new ChangeCategory("rice", null, 5))
                .then(new CatalogueEvent.CategoryChanged("rice", "밥", 5))
                .when(new ChangeCategory("rice", "밥", 5))
                .thenNothingHappens();
    }

    @Test
    void a_category_is_hidden_and_shown_again_and_each_event_has_the_whole() {
        givenAnOpenStore()
                .when(new ChangeCategory("rice", null, null, true, null, null))
                .then(new CatalogueEvent.CategoryVisibilityChanged("rice", "밥", 1, true))
                .when(new ChangeCategory("rice", null, null, true, null, null))
                .thenNothingHappens();
        givenAnOpenStore(new CatalogueEvent.CategoryVisibilityChanged("rice", "밥", 1, true))
                .when(new ChangeCategory("rice", null, null, false, null, null))
                .then(new CatalogueEvent.CategoryVisibilityChanged("rice", "밥", 1, false))
                .when(new ChangeCategory("rice", "쌀밥", null))
                .then(new CatalogueEvent.CategoryChanged("rice", "쌀밥", 1));
    }

    @Test
    void a_hidden_category_that_is_renamed_stays_hidden() {
        givenAnOpenStore(new CatalogueEvent.CategoryVisibilityChanged("rice", "밥", 1, true))
                .when(new ChangeCategory("rice", "쌀밥", 4))
                .then(new CatalogueEvent.CategoryVisibilityChanged("rice", "쌀밥", 4, true));
    }

    @Test
    void hiding_and_showing_are_changes_that_an_editor_is_told_of() {
        Category shown = new Category("rice", "밥", 1);
        Category hidden = shown.withHidden(true);
        givenAnOpenStore(new CatalogueEvent.CategoryVisibilityChanged("rice", "밥", 1, true))
                .when(new ChangeCategory("rice", "쌀밥", null, null, null, Versions.of(shown)))
                .thenRefused(new Rejection.VersionMismatch(Versions.of(shown), Versions.of(hidden)));
    }

    @Test
    void a_category_leaves_only_when_it_is_empty() {
        givenAnOpenStore().when(new RemoveCategory("rice")).thenRefused(new Rejection.CategoryNotEmpty("rice"));
        givenAnOpenStore(new CatalogueEvent.MenuRemoved("bibimbap"))
                .when(new RemoveCategory("rice"))
                .then(new CatalogueEvent.CategoryRemoved("rice"));
    }

    @Test
    void a_menu_is_added_to_a_category_that_is_there() {
        givenAnOpenStore()
                .when(new AddMenu("naengmyeon", "rice", "냉면", 12_000, "", null, 2, true, null, null))
                .then(new CatalogueEvent.MenuAdded(
                        new MenuItem("naengmyeon", "rice", "냉면", 12_000, null, null, 2, true, null, null)));
        givenAnOpenStore()
                .when(new AddMenu("cola", "drinks", "콜라", 2_000, null, null, 1, true, null, null))
                .thenRefused(new Rejection.NoSuchCategory("drinks"));
    }

    @Test
    void selling_out_is_a_fact_of_its_own() {
        givenAnOpenStore()
                .when(change("galbi", null, null, false))
                .then(new CatalogueEvent.MenuAvailabilityChanged("galbi", false))
                .when(change("galbi", null, null, false))
                .thenNothingHappens();
    }

    @Test
    void a_changed_menu_is_told_whole_and_an_empty_text_clears_one() {
        givenAnOpenStore()
                .when(change("galbi", 35_000L, "", null))
                .then(new CatalogueEvent.MenuChanged(
                        new MenuItem("galbi", "grill", "갈비", 35_000, null, null, 1, true, null, null)));
    }

    @Test
    void menus_are_put_in_order_together_or_not_at_all() {
        List<MenuRank> ranks = List.of(new MenuRank("galbi", 7), new MenuRank("bibimbap", 8));
        givenAnOpenStore()
                .when(new ReorderMenus(ranks))
                .then(new CatalogueEvent.MenuReordered(ranks))
                .when(new ReorderMenus(ranks))
                .thenNothingHappens();
        givenAnOpenStore()
                .when(new ReorderMenus(List.of(new MenuRank("galbi", 7), new MenuRank("pizza", 8))))
                .thenRefused(new Rejection.NoSuchMenu("pizza"));
    }

    @Test
    void a_menu_that_is_not_there_cannot_be_removed() {
        givenAnOpenStore().when(new RemoveMenu("pizza")).thenRefused(new Rejection.NoSuchMenu("pizza"));
    }

    @Test
    void a_table_is_added_with_its_name_and_area_unless_another_there_is_called_so() {
        Scenario added = givenAnOpenStore()
                .when(new AddTable("t3", 3, "A-12 ", "1층"))
                .then(new TableEvent.Added("t3", 3), new TableEvent.Changed("t3", 3, "A-12", "1층"));

        added.when(new AddTable("t4", 4, "A-12", "1층")).thenRefused(new Rejection.TableNameTaken("A-12"));
        added.when(new AddTable("t4", 4, "", "")).then(new TableEvent.Added("t4", 4));
    }

    @Test
    void a_table_number_is_taken_until_its_table_is_removed() {
        givenAnOpenStore().when(new AddTable("t9", 1)).thenRefused(new Rejection.TableNumberTaken(1));
        givenAnOpenStore()
                .when(new RemoveTable("t1"))
                .then(new TableEvent.Removed("t1", 1))
                .when(new AddTable("t9", 1))
                .then(new TableEvent.Added("t9", 1));
    }

    @Test
    void a_table_with_guests_is_not_removed() {
        givenAnOpenStore(started("s1", "t1")).when(new RemoveTable("t1")).thenRefused(new Rejection.SessionOpen("t1"));
    }

    @Test
    void a_store_has_a_maximum_of_tables() {
        StoreEvent[] tables = IntStream.rangeClosed(3, TableDecider.MAXIMUM_TABLES)
                .mapToObj(number -> new TableEvent.Added("t" + number, number))
                .toArray(StoreEvent[]::new);
        givenAnOpenStore(tables)
                .when(new AddTable("one-more", 5_000))
                .thenRefused(new Rejection.StoreFull("tables", TableDecider.MAXIMUM_TABLES));
    }

    @Test
    void ending_a_session_sums_what_counts() {
        givenAnOpenStore(
                        started("s1", "t1"),
                        placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 2)),
                        placed("o2", 2, "s1", "t1", line(1, GALBI, 1)))
                .when(new OrderCommand.CancelOrder("o1", null, null, null))
                .then(new OrderEvent.Cancelled("o1", 2, "t1", OrderStatus.PENDING, 32_000, null))
                .when(EndSession.completingAll("t1"))
                .then(
                        new OrderEvent.StatusChanged("o2", 2, "t1", OrderStatus.PENDING, OrderStatus.COMPLETED),
                        new SessionEvent.Ended("s1", "t1", 1, 32_000, 1))
                .when(EndSession.completingAll("t1"))
                .thenRefused(new Rejection.NoOpenSession("t1"));
    }

    private static ChangeStore settings(
            @Nullable ZoneId zone, @Nullable String currency, @Nullable LocalTime businessDayStart) {
        return new ChangeStore(null, zone, currency, businessDayStart, null, null, null, null, null);
    }

    private static ChangeStore pause(@Nullable String message, @Nullable Duration lasts) {
        return new ChangeStore(null, null, null, null, true, "재료 소진", message, lasts, null);
    }

    @Test
    void a_pause_ends_so_long_after_it_was_decided() {
        Instant end = Scenario.EVENING.plus(Duration.ofMinutes(20));
        Scenario paused = givenAnOpenStore()
                .when(pause("곧 다시 받습니다", Duration.ofMinutes(20)))
                .then(new StoreLifecycleEvent.IntakePaused("재료 소진", "곧 다시 받습니다", end));

        paused.at(end).when(new ChangeStore(null, false, null)).thenNothingHappens();
        paused.at(end).when(pause(null, null)).then(new StoreLifecycleEvent.IntakePaused("재료 소진", null, null));
        paused.at(end.minusSeconds(1))
                .when(new ChangeStore(null, false, null))
                .then(new StoreLifecycleEvent.IntakeResumed());
    }

    @Test
    void zone_and_currency_are_corrected_until_the_first_order_and_the_days_start_always() {
        ZoneId newYork = ZoneId.of("America/New_York");
        LocalTime six = LocalTime.of(6, 0);
        givenAnOpenStore()
                .when(settings(newYork, "USD", null))
                .then(new StoreLifecycleEvent.SettingsChanged(newYork, "USD", LocalTime.of(5, 0)));
        Scenario sold = givenAnOpenStore(started("s1", "t1"), placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 2)));
        sold.when(settings(newYork, null, null)).thenRefused(new Rejection.SettingFixed("time_zone"));
        sold.when(settings(null, "USD", null)).thenRefused(new Rejection.SettingFixed("currency"));
        sold.when(settings(SEOUL, "KRW", LocalTime.of(5, 0))).thenNothingHappens();
        sold.when(settings(null, null, six)).then(new StoreLifecycleEvent.SettingsChanged(SEOUL, "KRW", six));
    }

    @Test
    void an_editor_who_saw_another_version_undoes_nothing() {
        int seen = Versions.of(BIBIMBAP);
        ChangeMenu dearer =
                new ChangeMenu("bibimbap", null, null, 10_000L, null, null, null, null, null, null, null, seen);
        MenuItem changed = new MenuItem("bibimbap", "rice", "비빔밥", 10_000, null, null, 1, true, null, null);
        givenAnOpenStore()
                .when(dearer)
                .then(new CatalogueEvent.MenuChanged(changed))
                .when(new ChangeMenu("bibimbap", null, null, 9_500L, null, null, null, null, null, null, null, seen))
                .thenRefused(new Rejection.VersionMismatch(seen, Versions.of(changed)));
        givenAnOpenStore().when(new RemoveMenu("bibimbap", 1)).thenRefused(new Rejection.VersionMismatch(1, seen));
        givenAnOpenStore()
                .when(new ChangeCategory("rice", "쌀밥", null, null, null, 1))
                .thenRefused(new Rejection.VersionMismatch(1, Versions.of(new Category("rice", "밥", 1))));
    }

    @Test
    void a_table_is_renumbered_and_named_unless_another_is_called_so() {
        givenAnOpenStore()
                .when(new ChangeTable("t1", 77, " A-12", "1층", false, null))
                .then(new TableEvent.Changed("t1", 77, "A-12", "1층"))
                .when(new ChangeTable("t2", 77, null, null, false, null))
                .thenRefused(new Rejection.TableNumberTaken(77));
        givenAnOpenStore(new TableEvent.Changed("t1", 1, "A-12", "1층"))
                .when(new ChangeTable("t2", null, "A-12", "1층", false, null))
                .thenRefused(new Rejection.TableNameTaken("A-12"));
        givenAnOpenStore(new TableEvent.Changed("t1", 1, "A-12", "1층"))
                .when(new ChangeTable("t1", null, "", null, false, null))
                .then(new TableEvent.Changed("t1", 1, null, "1층"));
    }

    @Test
    void tables_of_two_areas_may_be_called_alike_and_so_may_one_without_a_name() {
        givenAnOpenStore(new TableEvent.Changed("t1", 1, "A-12", "1층"))
                .when(new ChangeTable("t2", null, "A-12", "2층", false, null))
                .then(new TableEvent.Changed("t2", 2, "A-12", "2층"));
        givenAnOpenStore(new TableEvent.Changed("t1", 1, null, "1층"))
                .when(new ChangeTable("t2", null, "A-12", "1층", false, null))
                .then(new TableEvent.Changed("t2", 2, "A-12", "1층"));
        givenAnOpenStore(new TableEvent.Changed("t1", 1, "B-1", "1층"))
                .when(new ChangeTable("t2", null, "A-12", "1층", false, null))
                .then(new TableEvent.Changed("t2", 2, "A-12", "1층"));
    }

    @Test
    void a_dish_is_sold_out_until_a_time_until_it_is_said_to_be_back() {
        Instant supper = Scenario.EVENING.plus(Duration.ofHours(1));
        MenuItem gone = new MenuItem("bibimbap", "rice", "비빔밥", 9_000, null, null, 1, false, supper, null);
        givenAnOpenStore()
                .when(new ChangeMenu("bibimbap", null, null, null, null, null, null, false, supper, null, null, null))
                .then(new CatalogueEvent.MenuAvailabilityChanged("bibimbap", false, supper))
                .when(new ChangeMenu("bibimbap", null, null, 9_500L, null, null, null, null, null, null, null, null))
                .then(new CatalogueEvent.MenuChanged(new MenuItem(
                        gone.menuId(), gone.categoryId(), gone.menuName(), 9_500, null, null, 1, false, supper, null)))
                .when(new ChangeMenu("bibimbap", null, null, null, null, null, null, true, supper, null, null, null))
                .then(new CatalogueEvent.MenuAvailabilityChanged("bibimbap", true, null));
    }

    @Test
    void a_pause_that_goes_on_keeps_what_is_not_said_anew() {
        Instant end = Scenario.EVENING.plus(Duration.ofMinutes(20));
        givenAnOpenStore(new StoreLifecycleEvent.IntakePaused("재료 소진", "곧 다시 받습니다", end))
                .when(new ChangeStore(null, null, null, null, true, null, null, null, null))
                .thenNothingHappens();
        givenAnOpenStore(new StoreLifecycleEvent.IntakePaused("재료 소진", "곧 다시 받습니다", end))
                .when(new ChangeStore(null, true, "화구 고장"))
                .then(new StoreLifecycleEvent.IntakePaused("화구 고장", "곧 다시 받습니다", end));
        givenAnOpenStore(new StoreLifecycleEvent.IntakePaused("재료 소진", null, null))
                .when(new ChangeStore(null, null, null, null, true, null, "잠시만요", null, null))
                .then(new StoreLifecycleEvent.IntakePaused("재료 소진", "잠시만요", null));
    }

    @Test
    void a_new_password_is_a_fact_and_the_password_is_not() {
        givenAnOpenStore(started("s1", "t1"))
                .when(new ChangeTable("t1", null, null, null, true, null))
                .then(new TableEvent.AccessRenewed("t1"), new TableEvent.Changed("t1", 1, null, null));
    }
}
