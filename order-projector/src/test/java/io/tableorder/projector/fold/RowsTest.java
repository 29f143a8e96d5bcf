package io.tableorder.projector.fold;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.projector.table.Generation;
import io.tableorder.projector.table.StoreRow;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void a_fold_that_looks_for_a_row_it_did_not_name_fails_instead_of_taking_it_for_a_new_one() {
        Rows<StoreRow> stores = new Rows<>(StoreRow.table(Generation.FIRST), StoreRow::key);

        assertThatThrownBy(() -> stores.find(StoreRow.keyOf("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("may touch");
    }
}
