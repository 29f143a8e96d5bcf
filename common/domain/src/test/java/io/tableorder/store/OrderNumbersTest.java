package io.tableorder.store;

import static io.tableorder.fixture.Sample.SEOUL;
import static io.tableorder.fixture.Sample.opened;
import static io.tableorder.fixture.Sample.placedOn;
import static io.tableorder.fixture.Sample.started;
import static io.tableorder.fixture.Sample.table;
import static io.tableorder.store.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.StoreLifecycleEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OrderNumbersTest {

    private static final LocalTime FIVE = LocalTime.of(5, 0);
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    private static final Instant LAST_OF_FRIDAY = Instant.parse("2026-11-20T19:59:59.999999999Z");
    private static final Instant FIRST_OF_SATURDAY = Instant.parse("2026-11-20T20:00:00Z");

    @Test
    void a_business_day_ends_at_its_hour_in_the_stores_time_zone() {
        assertThat(OrderNumbers.businessDay(LAST_OF_FRIDAY, SEOUL, FIVE)).isEqualTo(FRIDAY);
        assertThat(OrderNumbers.businessDay(FIRST_OF_SATURDAY, SEOUL, FIVE)).isEqualTo(SATURDAY);
    }

    @Test
    void a_day_that_is_moved_never_goes_back_to_numbers_that_were_given() {
        Given night = friday().at(FIRST_OF_SATURDAY).and(placedOn(SATURDAY, "c", 1, "s", 3));
        StoreProfile laterDay = Objects.requireNonNull(
                night.and(new StoreLifecycleEvent.SettingsChanged(SEOUL, "KRW", LocalTime.of(7, 0)))
                        .state()
                        .profile());

        assertThat(night.state().orderNumbers().dayAt(FIRST_OF_SATURDAY, laterDay))
                .isEqualTo(SATURDAY);
    }

    @Test
    void numbers_count_up_through_a_day_and_begin_anew_with_the_business_day() {
        Given night = friday();
        assertThat(night.state().orderNumbers().nextOn(FRIDAY)).isEqualTo(3);
        assertThat(night.state().orderNumbers().nextOn(SATURDAY)).isEqualTo(1);

        night.at(FIRST_OF_SATURDAY)
                .when(placedOn(SATURDAY, "c", 1, "s", 3))
                .then(state -> assertThat(state.orderNumbers()).isEqualTo(new OrderNumbers(SATURDAY, 1)));
    }

    @Test
    void a_number_that_is_not_the_next_is_impossible() {
        friday().when(placedOn(FRIDAY, "c", 4, "s", 3)).isImpossible("Order c", "expected number 3", "got 4");
        friday().when(placedOn(FRIDAY, "c", 2, "s", 3)).isImpossible("Order c", "expected number 3", "got 2");
        friday().when(placedOn(SATURDAY, "c", 3, "s", 3)).isImpossible("Order c", "expected number 1", "got 3");
    }

    private static Given friday() {
        return given(opened(), table(3), started("s", 3))
                .at(LAST_OF_FRIDAY.minusSeconds(1))
                .and(placedOn(FRIDAY, "a", 1, "s", 3), placedOn(FRIDAY, "b", 2, "s", 3));
    }
}
