package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static io.tableorder.decide.Scenario.line;
import static io.tableorder.decide.Scenario.placed;
import static io.tableorder.decide.Scenario.started;

import io.tableorder.decide.OperatorCommand.EraseText;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import org.junit.jupiter.api.Test;

/** What a party wrote is erased when they have left, and not before. */
class ErasingTest {

    private static final EraseText ERASE = new EraseText("s1", "손님 요청");

    @Test
    void the_text_of_a_party_that_has_left_is_erased() {
        givenAnOpenStore(
                        started("s1", "t1"),
                        placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 2)),
                        new OrderEvent.StatusChanged("o1", 2, "t1", OrderStatus.PENDING, OrderStatus.COMPLETED),
                        new SessionEvent.Ended("s1", "t1", 1, 18_000, 1))
                .when(ERASE)
                .then(new OperatorEvent.TextErased("s1", "손님 요청"));
    }

    @Test
    void a_party_that_is_here_goes_on_writing_and_is_not_erased() {
        givenAnOpenStore(started("s1", "t1"), placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 2)))
                .when(ERASE)
                .thenRefused(new Rejection.SessionStillOpen("s1"));
    }

    @Test
    void the_party_of_long_ago_is_known_by_its_id_alone() {
        givenAnOpenStore().when(ERASE).then(new OperatorEvent.TextErased("s1", "손님 요청"));
    }
}
