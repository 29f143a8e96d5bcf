package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.BoardStation;
import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.decide.StationCommand.AddStation;
import io.tableorder.decide.StationCommand.ChangeStation;
import io.tableorder.decide.StationCommand.RemoveStation;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Versions;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Admins say where in a store its dishes are prepared. */
class StationsTest {

    private static final Station GRILL = new Station("g", "그릴", List.of("grill"), List.of());

    private static Scenario givenAGrill(StoreEvent... more) {
        return givenAnOpenStore(new StationEvent.Added(GRILL)).and(more);
    }

    private static ChangeStation change(
            @Nullable String name, @Nullable List<String> categoryIds, @Nullable List<String> menuIds) {
        return new ChangeStation("g", name, categoryIds, menuIds, null);
    }

    @Test
    void a_station_has_categories_and_dishes_each_once_and_a_name_as_people_read_it() {
        givenAnOpenStore()
                .when(new AddStation("g", " 그릴 ", List.of("grill", "grill"), List.of("bibimbap", "bibimbap")))
                .then(new StationEvent.Added(new Station("g", "그릴", List.of("grill"), List.of("bibimbap"))));
    }

    @Test
    void a_board_says_which_dishes_are_prepared_where_by_category_and_by_themselves() {
        MenuItem ribs = new MenuItem("ribs", "grill", "등갈비", 25_000, null, null, 2, true, null, null);
        Scenario scenario = givenAGrill(
                new CatalogueEvent.MenuAdded(ribs),
                new StationEvent.Added(new Station("b", "밥솥", List.of(), List.of("bibimbap", "gone"))));

        assertThat(BoardView.of(scenario.state(), scenario.now(), FreeTexts.AS_KEPT)
                        .stations())
                .containsExactly(
                        new BoardStation("g", "그릴", List.of("galbi", "ribs")),
                        new BoardStation("b", "밥솥", List.of("bibimbap")));
        assertThat(BoardView.of(givenAnOpenStore().state(), scenario.now(), FreeTexts.AS_KEPT)
                        .stations())
                .isNull();
    }

    @Test
    void what_is_given_is_changed_and_the_event_has_the_whole_station() {
        givenAGrill()
                .when(change(null, null, List.of("bibimbap")))
                .then(new StationEvent.Changed(new Station("g", "그릴", List.of("grill"), List.of("bibimbap"))))
                .when(change("구이", List.of(), null))
                .then(new StationEvent.Changed(new Station("g", "구이", List.of(), List.of("bibimbap"))));
        givenAGrill().when(change("그릴", List.of("grill"), List.of())).thenNothingHappens();
    }

    @Test
    void what_has_gone_from_the_menu_may_stay_named_and_nothing_else_that_is_not_there() {
        Scenario gone = givenAGrill(
                new StationEvent.Changed(new Station("g", "그릴", List.of("grill"), List.of("bibimbap"))),
                new CatalogueEvent.MenuRemoved("bibimbap"));

        gone.when(change("구이", null, null))
                .then(new StationEvent.Changed(new Station("g", "구이", List.of("grill"), List.of("bibimbap"))));
        gone.when(change(null, null, List.of("bibimbap", "lost"))).thenRefused(new Rejection.NoSuchMenu("lost"));
        givenAGrill().when(change(null, List.of("lost"), null)).thenRefused(new Rejection.NoSuchCategory("lost"));
        givenAnOpenStore()
                .when(new AddStation("x", "바", List.of(), List.of("lost")))
                .thenRefused(new Rejection.NoSuchMenu("lost"));
    }

    @Test
    void two_stations_do_not_look_alike() {
        givenAGrill()
                .when(new AddStation("x", "그\u200b릴", List.of(), List.of()))
                .thenRefused(new Rejection.StationNameTaken("그\u200b릴"));
        givenAGrill(new StationEvent.Added(new Station("b", "바", List.of(), List.of())))
                .when(change("바", null, null))
                .thenRefused(new Rejection.StationNameTaken("바"));
    }

    @Test
    void a_kitchen_has_only_so_many_stations() {
        StoreEvent[] all = IntStream.range(0, StationDecider.MAXIMUM_STATIONS)
                .mapToObj(i -> new StationEvent.Added(new Station("s" + i, "구역 " + i, List.of(), List.of())))
                .toArray(StoreEvent[]::new);

        givenAnOpenStore(all)
                .when(new AddStation("x", "바", List.of(), List.of()))
                .thenRefused(new Rejection.StoreFull("stations", StationDecider.MAXIMUM_STATIONS));
    }

    @Test
    void a_station_goes_and_its_dishes_stay() {
        Scenario without =
                givenAGrill().when(new RemoveStation("g", Versions.of(GRILL))).then(new StationEvent.Removed("g"));

        assertThat(without.state().catalogue().menu(BIBIMBAP.menuId())).isEqualTo(BIBIMBAP);
        without.when(new RemoveStation("g", null)).thenRefused(new Rejection.NoSuchStation("g"));
        without.when(change("바", null, null)).thenRefused(new Rejection.NoSuchStation("g"));
    }

    @Test
    void a_station_that_is_not_as_it_was_seen_is_left_alone() {
        givenAGrill().when(new RemoveStation("g", 1)).thenRefused(new Rejection.VersionMismatch(1, Versions.of(GRILL)));
        givenAGrill()
                .when(new ChangeStation("g", "바", null, null, 1))
                .thenRefused(new Rejection.VersionMismatch(1, Versions.of(GRILL)));
    }
}
