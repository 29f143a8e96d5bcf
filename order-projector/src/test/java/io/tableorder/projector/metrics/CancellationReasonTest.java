package io.tableorder.projector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.FreeText;
import io.tableorder.event.Actor;
import io.tableorder.event.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancellationReasonTest {
    private static final Actor STAFF = new Actor(Role.STAFF, "staff-1");

    @ParameterizedTest
    @CsvSource({
        "오늘 재료 소진,SOLD_OUT",
        "Sold out,SOLD_OUT",
        "손님 요청,GUEST_REQUEST",
        "중복 주문,MISTAKE",
        "비가 와서,OTHER",
        "'  ',NONE",
        ",NONE"
    })
    void what_staff_write_is_of_some_kind(String reason, CancellationReason kind) {
        assertThat(CancellationReason.of(STAFF, FreeText.of(reason))).isEqualTo(kind);
    }

    @Test
    void what_the_table_cancels_is_the_guests_doing_whatever_it_says() {
        assertThat(CancellationReason.of(new Actor(Role.TABLE, "table-1"), FreeText.of("품절")))
                .isEqualTo(CancellationReason.GUEST);
    }
}
