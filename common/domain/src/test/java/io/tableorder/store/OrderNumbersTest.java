package io.tableorder.store;

import static io.tableorder.fixture.Sample.SEOUL;
import static io.tableorder.fixture.Sample.opened;
import static io.tableorder.fixture.Sample.placedOn;
import static io.tableorder.fixture.Sample.started;
import static io.tableorder.fixture.Sample.table;
import static io.tableorder.store.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OrderNumbersTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    private static final Instant LAST_OF_FRIDAY = Instant.parse("2026-11-20T14:59:59.999999999Z");
    private static final Instant FIRST_OF_SATURDAY = Instant.parse("2026-11-20T15:00:00Z");

    @Test
    void a_business_day_ends_at_midnight_in_the_stores_time_zone() {
        assertThat(OrderNumbers.businessDay(LAST_OF_FRIDAY, SEOUL)).isEqualTo(FRIDAY);
        assertThat(OrderNumbers.businessDay(FIRST_OF_SATURDAY, SEOUL)).isEqualTo(SATURDAY);
    }

    @Test
    void numbers_count_up_through_a_day_and_begin_anew_after_midnight() {
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
