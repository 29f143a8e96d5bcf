package io.tableorder.cli;

import io.tableorder.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void packages_have_no_cycle_and_are_null_marked() {
        ArchitectureRules.checkModule("io.tableorder.cli");
    }
}
