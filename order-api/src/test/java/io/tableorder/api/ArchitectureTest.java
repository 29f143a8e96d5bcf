package io.tableorder.api;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.tableorder.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String MODEL = "io.tableorder.api.model";
    private static final JavaClasses CLASSES = ArchitectureRules.mainClasses("io.tableorder.api");

    @Test
    void packages_have_no_cycle_and_are_null_marked() {
        ArchitectureRules.checkModule("io.tableorder.api");
    }

    @Test
    void decisions_know_the_store_and_nothing_else() {
        ArchitectureRules.knowsOnly(
                        new String[] {"io.tableorder.event", "io.tableorder.store", "org.pcollections"}, MODEL)
                .check(CLASSES);
    }

    @Test
    void decisions_are_the_same_everywhere_and_always() {
        ArchitectureRules.isPure(MODEL).check(CLASSES);
    }

    @Test
    void the_write_path_knows_no_database() {
        ArchitectureRules.knowsNo(
                        new String[] {
                            "java.sql..",
                            "javax.sql..",
                            "jakarta.persistence..",
                            "org.springframework.jdbc..",
                            "org.springframework.data..",
                            "io.tableorder.api.query..",
                            "io.tableorder.api.account.."
                        },
                        "io.tableorder.api.writer..",
                        "io.tableorder.api.routing..",
                        MODEL)
                .check(CLASSES);
    }
}
