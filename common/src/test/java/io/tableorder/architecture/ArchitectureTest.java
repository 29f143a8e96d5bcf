package io.tableorder.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String[] FRAMEWORKS = {
        "org.springframework..", "jakarta..", "org.slf4j..", "io.micrometer..", "java.sql..", "java.net.."
    };
    private static final JavaClasses CLASSES = ArchitectureRules.mainClasses("io.tableorder");

    @Test
    void the_domain_and_its_wire_form_know_no_framework() {
        ArchitectureRules.knowsNo(
                        FRAMEWORKS,
                        "io.tableorder.event",
                        "io.tableorder.store",
                        "io.tableorder.board",
                        "io.tableorder.wire",
                        "io.tableorder.checkpoint")
                .check(CLASSES);
    }

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
    void a_board_knows_its_store() {
        ArchitectureRules.knowsOnly(
                        new String[] {"io.tableorder.event", "io.tableorder.store", "org.pcollections"},
                        "io.tableorder.board")
                .check(CLASSES);
    }

    @Test
    void the_wire_form_knows_events_and_nothing_made_of_them() {
        ArchitectureRules.knowsOnly(
                        new String[] {
                            "io.tableorder.event",
                            "com.fasterxml.jackson.annotation",
                            "tools.jackson..",
                            "org.apache.kafka.."
                        },
                        "io.tableorder.wire")
                .check(CLASSES);
    }

    @Test
    void a_checkpoint_knows_stores_and_how_their_events_are_written() {
        ArchitectureRules.knowsOnly(
                        new String[] {
                            "io.tableorder.event",
                            "io.tableorder.store",
                            "io.tableorder.wire",
                            "com.fasterxml.jackson.annotation",
                            "tools.jackson..",
                            "org.apache.kafka..",
                            "org.pcollections"
                        },
                        "io.tableorder.checkpoint")
                .check(CLASSES);
    }

    @Test
    void folds_are_the_same_everywhere_and_always() {
        ArchitectureRules.isPure(
                        "io.tableorder.store", "io.tableorder.board", "io.tableorder.wire", "io.tableorder.checkpoint")
                .check(CLASSES);
    }

    @Test
    void packages_have_no_cycle_and_are_null_marked() {
        ArchitectureRules.checkModule("io.tableorder");
    }
}
