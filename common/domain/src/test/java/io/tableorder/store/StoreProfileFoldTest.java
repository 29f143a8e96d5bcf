package io.tableorder.store;

import static io.tableorder.fixture.Sample.SEOUL;
import static io.tableorder.fixture.Sample.category;
import static io.tableorder.fixture.Sample.opened;
import static io.tableorder.fixture.Sample.table;
import static io.tableorder.store.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.StoreLifecycleEvent.IntakePaused;
import io.tableorder.event.StoreLifecycleEvent.IntakeResumed;
import io.tableorder.event.StoreLifecycleEvent.Renamed;
import org.junit.jupiter.api.Test;

class StoreProfileFoldTest {

    @Test
    void an_opened_store_takes_orders() {
        Given.nothing().when(opened()).then(state -> {
            assertThat(state.isOpened()).isTrue();
            assertThat(state.profile())
                    .isEqualTo(new StoreProfile("hanok", "한옥 강남", SEOUL, "KRW", null, false, null, null, null));
        });
    }

    @Test
    void a_store_is_opened_once() {
        given(opened()).when(opened()).isImpossible("opened once", "한옥 강남");
    }

    @Test
    void nothing_happens_in_a_store_before_it_is_opened() {
        Given.nothing().when(new Renamed("한옥")).isImpossible("must open it");
        Given.nothing().when(new IntakePaused(null)).isImpossible("must open it");
        Given.nothing().when(table(1)).isImpossible("must open it");
        Given.nothing().when(category("meals")).isImpossible("must open it");
    }

    @Test
    void a_renamed_store_keeps_all_but_its_name() {
        given(opened(), new IntakePaused("재료 소진"))
                .when(new Renamed("한옥 강남 본점"))
                .then(state -> assertThat(state.profile())
                        .isEqualTo(
                                new StoreProfile("hanok", "한옥 강남 본점", SEOUL, "KRW", null, true, "재료 소진", null, null)));
    }

    @Test
    void a_paused_store_says_why_until_it_resumes() {
        Given paused = given(opened(), new IntakePaused("재료 소진"));

        assertThat(paused.state().profile()).isNotNull().satisfies(profile -> {
            assertThat(profile.intakePaused()).isTrue();
            assertThat(profile.pauseReason()).isEqualTo("재료 소진");
        });
        paused.when(new IntakeResumed())
                .then(state -> assertThat(state.profile())
                        .isEqualTo(new StoreProfile("hanok", "한옥 강남", SEOUL, "KRW", null, false, null, null, null)));
    }
}
