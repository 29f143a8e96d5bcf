package io.tableorder.api;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.tableorder.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = ArchitectureRules.mainClasses("io.tableorder.api");

    @Test
    void packages_have_no_cycle_and_are_null_marked() {
        ArchitectureRules.checkModule("io.tableorder.api");
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
                        "io.tableorder.api.routing..")
                .check(CLASSES);
    }
}
