package io.tableorder.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = ArchitectureRules.mainClasses("io.tableorder");

    @Test
    void events_know_nothing() {
        ArchitectureRules.knowsOnly(new String[] {"com.fasterxml.uuid.."}, "io.tableorder.event")
                .check(CLASSES);
    }

    @Test
    void a_store_knows_events() {
        ArchitectureRules.knowsOnly(new String[] {"io.tableorder.event", "org.pcollections"}, "io.tableorder.store")
                .check(CLASSES);
    }

    @Test
    void decisions_and_boards_know_the_store_and_not_each_other() {
        String[] known = {"io.tableorder.event", "io.tableorder.store", "org.pcollections"};
        ArchitectureRules.knowsOnly(known, "io.tableorder.decide").check(CLASSES);
        ArchitectureRules.knowsOnly(known, "io.tableorder.board").check(CLASSES);
    }

    @Test
    void folds_and_decisions_are_the_same_everywhere_and_always() {
        ArchitectureRules.isPure("io.tableorder.store", "io.tableorder.board", "io.tableorder.decide")
                .check(CLASSES);
    }

    @Test
    void packages_have_no_cycle_and_are_null_marked() {
        ArchitectureRules.checkModule("io.tableorder");
    }
}
