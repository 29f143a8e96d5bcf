package io.tableorder.notifier;

import io.tableorder.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String BASE = "io.tableorder.notifier";

    @Test
    void packages_have_no_cycle_and_are_null_marked() {
        ArchitectureRules.checkModule(BASE);
    }

    @Test
    void the_live_board_knows_no_database() {
        ArchitectureRules.knowsNo(
                        new String[] {"java.sql..", "javax.sql..", "jakarta.persistence..", "org.springframework.jdbc.."
                        },
                        BASE + "..")
                .check(ArchitectureRules.mainClasses(BASE));
    }
}
