package io.tableorder.wire;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.tableorder.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class LogArchitectureTest {

    private static final JavaClasses CLASSES = ArchitectureRules.mainClasses("io.tableorder");

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
    void a_scan_knows_kafka_and_nothing_of_what_it_reads() {
        ArchitectureRules.knowsOnly(new String[] {"org.apache.kafka.."}, "io.tableorder.scan")
                .check(CLASSES);
    }

    @Test
    void what_is_required_of_a_cluster_knows_topics_and_nothing_of_what_is_in_them() {
        ArchitectureRules.knowsOnly(
                        new String[] {"io.tableorder.identity", "io.tableorder.wire", "org.apache.kafka.."},
                        "io.tableorder.cluster")
                .check(CLASSES);
    }

    @Test
    void the_identity_of_a_log_knows_its_positions_and_how_they_are_shown() {
        ArchitectureRules.knowsOnly(
                        new String[] {
                            "io.tableorder.event", "io.tableorder.wire", "org.apache.kafka.common", "tools.jackson.."
                        },
                        "io.tableorder.identity")
                .check(CLASSES);
    }

    @Test
    void a_checkpoint_knows_stores_and_how_their_events_are_written() {
        ArchitectureRules.knowsOnly(
                        new String[] {
                            "io.tableorder.event",
                            "io.tableorder.scan",
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
    void the_end_of_access_knows_json_and_nothing_of_stores() {
        ArchitectureRules.knowsOnly(
                        new String[] {"io.tableorder.wire", "com.fasterxml.jackson.annotation", "tools.jackson.."},
                        "io.tableorder.access")
                .check(CLASSES);
    }

    @Test
    void a_held_store_knows_records_how_they_are_read_and_what_they_fold_into() {
        ArchitectureRules.knowsOnly(
                        new String[] {
                            "io.tableorder.event",
                            "io.tableorder.store",
                            "io.tableorder.wire",
                            "io.tableorder.scan",
                            "org.apache.kafka..",
                            "org.pcollections"
                        },
                        "io.tableorder.hold")
                .check(CLASSES);
    }

    @Test
    void bytes_are_the_same_everywhere_and_always() {
        ArchitectureRules.isPure("io.tableorder.wire", "io.tableorder.checkpoint", "io.tableorder.hold")
                .check(CLASSES);
    }

    @Test
    void packages_are_null_marked() {
        ArchitectureRules.packagesAreNullMarked("io.tableorder.wire").check(CLASSES);
        ArchitectureRules.packagesAreNullMarked("io.tableorder.checkpoint").check(CLASSES);
        ArchitectureRules.packagesAreNullMarked("io.tableorder.hold").check(CLASSES);
        ArchitectureRules.packagesAreNullMarked("io.tableorder.scan").check(CLASSES);
        ArchitectureRules.packagesAreNullMarked("io.tableorder.cluster").check(CLASSES);
        ArchitectureRules.packagesAreNullMarked("io.tableorder.access").check(CLASSES);
        ArchitectureRules.packagesAreNullMarked("io.tableorder.identity").check(CLASSES);
    }
}
