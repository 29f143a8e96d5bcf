package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static io.tableorder.decide.Scenario.line;
import static io.tableorder.decide.Scenario.placed;
import static io.tableorder.decide.Scenario.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.decide.CatalogueCommand.AddMenu;
import io.tableorder.decide.CatalogueCommand.ChangeMenu;
import io.tableorder.decide.CatalogueCommand.ChangeOption;
import io.tableorder.decide.OrderCommand.Line;
import io.tableorder.decide.OrderCommand.PlaceOrder;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CatalogueEvent.MenuOptionAvailabilityChanged;
import io.tableorder.event.CatalogueEvent.MenuOptionsChanged;
import io.tableorder.event.ChosenOption;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OptionGroup.Option;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Versions;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final OptionGroup SPICE = new OptionGroup(
            "spice", "맵기", 1, 1, List.of(new Option("mild", "순한맛", 0, true), new Option("hot", "매운맛", 0, false)));
    private static final OptionGroup EXTRAS = new OptionGroup(
            "extras",
            "추가",
            0,
            2,
            List.of(
                    new Option("large", "곱빼기", 2_000, false),
                    new Option("rice", "공기밥", 1_000, false),
                    new Option("less", "밥 적게", -500, false)));
    private static final MenuItem RAMYEON = ramyeon(6_000, List.of(SPICE, EXTRAS));

    private static MenuItem ramyeon(long price, @Nullable List<OptionGroup> groups) {
        return new MenuItem("ramyeon", "rice", "라면", price, null, null, 3, true, null, groups);
    }

    private static Scenario givenRamyeon(StoreEvent... more) {
        return givenAnOpenStore(new CatalogueEvent.MenuAdded(RAMYEON), started("s1", "t1"))
                .and(more);
    }

    private static PlaceOrder place(Line... lines) {
        return new PlaceOrder("o1", "s9", "t1", List.of(lines));
    }

    private static Line ramyeon(@Nullable Long price, String... options) {
        return new Line("ramyeon", 1, null, price, List.of(options));
    }

    private static ChangeMenu options(List<OptionGroup> groups) {
        return new ChangeMenu("ramyeon", null, null, null, null, null, null, null, null, groups, null, null);
    }

    private static OrderLine line(int number, long price, int quantity, ChosenOption... options) {
        return new OrderLine(String.valueOf(number), "ramyeon", "라면", price, quantity, null, List.of(options), null);
    }

    private static ChosenOption chosen(OptionGroup group, String optionId) {
        Option option = group.option(optionId);
        assertThat(option).as(optionId).isNotNull();
        return new ChosenOption(
                group.groupId(), group.groupName(), optionId, option.optionName(), option.priceDifference());
    }

    @Test
    void the_same_dish_with_different_options_is_two_lines_each_with_its_price() {
        givenRamyeon()
                .when(place(ramyeon(8_000L, "large", "mild"), ramyeon(5_500L, "hot", "less")))
                .then(placed(
                        "o1",
                        1,
                        "s1",
                        "t1",
                        line(1, 8_000, 1, chosen(SPICE, "mild"), chosen(EXTRAS, "large")),
                        line(2, 5_500, 1, chosen(SPICE, "hot"), chosen(EXTRAS, "less"))));
    }

    @Test
    void a_dish_without_options_is_ordered_as_ever() {
        givenRamyeon()
                .when(place(new Line("bibimbap", 2, null, 9_000L)))
                .then(placed("o1", 1, "s1", "t1", Scenario.line(1, BIBIMBAP, 2)));
    }

    @Test
    void names_and_differences_on_a_line_stay_as_they_were() {
        Scenario ordered = givenRamyeon(placed("o1", 1, "s1", "t1", line(1, 8_000, 2, chosen(EXTRAS, "large"))));

        Scenario dearer =
                ordered.when(options(List.of(SPICE))).then(new MenuOptionsChanged(ramyeon(6_000, List.of(SPICE))));

        assertThat(dearer.state().floor().order("o1").items())
                .containsExactly(line(1, 8_000, 2, chosen(EXTRAS, "large")));
    }

    @Test
    void an_unknown_option_a_missing_group_and_too_many_choices_are_refused_with_what_the_menu_asks() {
        givenRamyeon()
                .when(place(
                        ramyeon(null, "mild"),
                        ramyeon(null, "bigger"),
                        ramyeon(null, "mild", "hot", "large", "rice", "less")))
                .thenRefused(new Rejection.OptionsInvalid(List.of(
                        new Rejection.InvalidOptions(
                                "ramyeon",
                                List.of("bigger"),
                                List.of(new Rejection.GroupChoices("spice", "맵기", 1, 1, 0))),
                        new Rejection.InvalidOptions(
                                "ramyeon",
                                List.of(),
                                List.of(
                                        new Rejection.GroupChoices("spice", "맵기", 1, 1, 2),
                                        new Rejection.GroupChoices("extras", "추가", 0, 2, 3))))));
    }

    @Test
    void options_of_another_dish_are_unknown() {
        givenRamyeon()
                .when(place(new Line("bibimbap", 1, null, null, List.of("mild"))))
                .thenRefused(new Rejection.OptionsInvalid(
                        List.of(new Rejection.InvalidOptions("bibimbap", List.of("mild"), List.of()))));
    }

    @Test
    void a_sold_out_option_is_refused_by_name_until_its_time_has_come_and_the_dish_goes_on() {
        Instant later = Scenario.EVENING.plusSeconds(3_600);
        Scenario soldOut = givenRamyeon()
                .when(new ChangeOption("ramyeon", "large", false, later, null))
                .then(new MenuOptionAvailabilityChanged("ramyeon", "large", false, later));

        soldOut.when(place(ramyeon(null, "mild", "large"), ramyeon(null, "hot", "large")))
                .thenRefused(
                        new Rejection.OptionsSoldOut(List.of(new Rejection.SoldOutOption("ramyeon", "large", "곱빼기"))));
        soldOut.when(place(ramyeon(6_000L, "mild")))
                .then(placed("o1", 1, "s1", "t1", line(1, 6_000, 1, chosen(SPICE, "mild"))));
        soldOut.at(later)
                .when(place(ramyeon(8_000L, "mild", "large")))
                .then(placed("o1", 1, "s1", "t1", line(1, 8_000, 1, chosen(SPICE, "mild"), chosen(EXTRAS, "large"))));
    }

    @Test
    void a_price_shown_without_the_options_or_from_before_is_refused_with_the_price_of_that_choice() {
        givenRamyeon()
                .when(place(ramyeon(6_000L, "mild", "large"), ramyeon(6_000L, "mild")))
                .thenRefused(new Rejection.PriceChanged(
                        List.of(new Rejection.CurrentPrice("ramyeon", 8_000, List.of("mild", "large")))));
    }

    @Test
    void what_is_taken_back_and_split_off_keeps_its_options_and_their_price() {
        OrderLine two = line(1, 8_000, 2, chosen(SPICE, "mild"), chosen(EXTRAS, "large"));
        givenRamyeon(placed("o1", 1, "s1", "t1", two, line(2, 6_000, 1, chosen(SPICE, "hot"))))
                .when(new OrderCommand.RemoveItem("o1", "2", 1, null, null))
                .then(new OrderEvent.ItemRemoved("o1", 2, "t1", "2", 1, 16_000, 16_000, null))
                .when(new TableCommand.SplitSession(
                        "t1",
                        List.of(new TableCommand.SplitLine("o1", "1", 1)),
                        "s2",
                        List.of("o2"),
                        "t2",
                        TableCommand.SeenSession.ANY))
                .then(
                        started("s2", "t2"),
                        new OrderEvent.LinesMoved(
                                "o1", 3, "t1", "o2", List.of(new OrderEvent.LinePart("1", 1)), 8_000, 8_000),
                        new OrderEvent.SplitOff(
                                "o2",
                                1,
                                "o1",
                                2,
                                Scenario.EVENING_DAY,
                                "s2",
                                "t2",
                                2,
                                OrderStatus.PENDING,
                                Scenario.EVENING,
                                List.of(two.of(1)),
                                8_000),
                        new SessionEvent.Split("s1", "t1", 1, 8_000, 1, "s2", "t2", 2, false, 8_000, 1));
    }

    @Test
    void a_dish_is_added_with_options_of_which_all_can_be_had() {
        Option soldOut = new Option("mild", " 순한맛 ", 0, true, false, null);
        OptionGroup asked = new OptionGroup("spice", "맵기 ", 1, 1, List.of(soldOut));
        givenAnOpenStore()
                .when(new AddMenu("ramyeon", "rice", "라면", 6_000, null, null, 3, true, List.of(asked), null))
                .then(
                        new CatalogueEvent.MenuAdded(ramyeon(6_000, null)),
                        new MenuOptionsChanged(ramyeon(
                                6_000,
                                List.of(new OptionGroup(
                                        "spice", "맵기", 1, 1, List.of(new Option("mild", "순한맛", 0, true)))))));
    }

    @Test
    void an_option_stays_sold_out_whatever_else_changes_of_the_dish() {
        Scenario soldOut = givenRamyeon(new MenuOptionAvailabilityChanged("ramyeon", "hot", false, null));
        OptionGroup renamed = new OptionGroup(
                "spice",
                "매운 정도",
                1,
                1,
                List.of(new Option("hot", "아주 매운맛", 500, false), new Option("new", "중간", 0, true)));

        soldOut.when(options(List.of(renamed)))
                .then(new MenuOptionsChanged(ramyeon(
                        6_000,
                        List.of(renamed.withOptions(List.of(
                                new Option("hot", "아주 매운맛", 500, false, false, null),
                                new Option("new", "중간", 0, true)))))));
        soldOut.when(new ChangeMenu("ramyeon", null, null, 7_000L, null, null, null, null, null, null, null, null))
                .then(new CatalogueEvent.MenuChanged(
                        ramyeon(7_000, List.of(SPICE, EXTRAS)).withOptionAvailable("hot", false, null)));
    }

    @Test
    void an_empty_list_leaves_nothing_to_choose_and_the_same_options_change_nothing() {
        givenRamyeon()
                .when(options(List.of()))
                .then(new MenuOptionsChanged(ramyeon(6_000, null)))
                .when(options(List.of()))
                .thenNothingHappens();
        givenRamyeon().when(options(List.of(SPICE, EXTRAS))).thenNothingHappens();
    }

    @Test
    void an_option_that_is_as_it_should_be_is_left_alone() {
        givenRamyeon()
                .when(new ChangeOption("ramyeon", "hot", true, Scenario.EVENING, null))
                .thenNothingHappens();
        givenRamyeon()
                .when(new ChangeOption("galbi", "hot", false, null, null))
                .thenRefused(new Rejection.NoSuchOption("galbi", "hot"));
        givenRamyeon()
                .when(new ChangeOption("pizza", "hot", false, null, null))
                .thenRefused(new Rejection.NoSuchMenu("pizza"));
    }

    @Test
    void a_dish_has_another_version_when_its_options_have_changed() {
        int seen = Versions.of(RAMYEON);
        Scenario soldOut = givenRamyeon()
                .when(new ChangeOption("ramyeon", "large", false, null, seen))
                .then(new MenuOptionAvailabilityChanged("ramyeon", "large", false, null));

        int now = Versions.of(RAMYEON.withOptionAvailable("large", false, null));
        soldOut.when(new ChangeOption("ramyeon", "rice", false, null, seen))
                .thenRefused(new Rejection.VersionMismatch(seen, now));
        assertThat(Versions.of(ramyeon(6_000, null))).isNotEqualTo(seen);
    }

    @Test
    void groups_of_a_dish_and_options_of_a_group_are_told_apart_by_their_names() {
        OptionGroup twice = new OptionGroup(
                "size", "양", 0, 1, List.of(new Option("a", "곱빼기", 0, false), new Option("b", "곱빼기\u200b", 0, false)));
        givenRamyeon().when(options(List.of(twice))).thenRefused(new Rejection.OptionNameTaken("곱빼기\u200b"));
        givenRamyeon()
                .when(options(List.of(SPICE, new OptionGroup("other", "맵기", 0, 1, EXTRAS.options()))))
                .thenRefused(new Rejection.OptionNameTaken("맵기"));
    }

    @Test
    void no_choice_may_bring_a_dish_below_nothing() {
        OptionGroup discounts = new OptionGroup(
                "less",
                "빼기",
                1,
                2,
                List.of(
                        new Option("a", "고기 빼기", -4_000, false),
                        new Option("b", "면 빼기", -2_500, false),
                        new Option("c", "국물 빼기", -2_000, false)));
        givenRamyeon().when(options(List.of(discounts))).thenRefused(new Rejection.PriceBelowZero("라면", -500));

        OptionGroup one = new OptionGroup("less", "빼기", 0, 1, discounts.options());
        givenRamyeon()
                .when(options(List.of(one)))
                .then(new MenuOptionsChanged(ramyeon(6_000, List.of(one))))
                .when(new ChangeMenu("ramyeon", null, null, 3_000L, null, null, null, null, null, null, null, null))
                .thenRefused(new Rejection.PriceBelowZero("라면", -1_000));
    }

    @Test
    void a_required_group_counts_with_what_it_costs_at_least() {
        OptionGroup required = new OptionGroup(
                "broth", "육수", 1, 1, List.of(new Option("a", "사골", 1_000, true), new Option("b", "멸치", 500, false)));
        OptionGroup less = new OptionGroup("less", "빼기", 0, 1, List.of(new Option("c", "면 빼기", -6_500, false)));
        givenRamyeon()
                .when(options(List.of(required, less)))
                .then(new MenuOptionsChanged(ramyeon(6_000, List.of(required, less))));
    }

    @Test
    void a_store_has_so_many_options_and_no_more() {
        Scenario full = givenAnOpenStore(IntStream.range(0, MenuOptions.MAXIMUM_OPTIONS / 5)
                .mapToObj(i -> (StoreEvent) new CatalogueEvent.MenuAdded(new MenuItem(
                        "m" + i, "rice", "메뉴 " + i, 1_000, null, null, i, true, null, List.of(SPICE, EXTRAS))))
                .toArray(StoreEvent[]::new));

        full.when(new AddMenu("more", "rice", "하나 더", 1_000, null, null, null, true, List.of(SPICE), null))
                .thenRefused(new Rejection.StoreFull("options", MenuOptions.MAXIMUM_OPTIONS));
        full.when(new ChangeMenu("m1", null, null, 2_000L, null, null, null, null, null, null, null, null))
                .then(new CatalogueEvent.MenuChanged(
                        new MenuItem("m1", "rice", "메뉴 1", 2_000, null, null, 1, true, null, List.of(SPICE, EXTRAS))));
    }
}
