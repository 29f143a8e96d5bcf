package io.tableorder.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** A rule that cannot fail holds nothing: each is shown what it forbids, and nothing at all. */
class SeededViolationsTest {

    private static final String SEEDED = "io.tableorder.architecture.seeded";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(SEEDED);

    @Test
    void a_clock_in_a_fold_is_seen() {
        assertThat(violation(ArchitectureRules.isPure(SEEDED + ".store")))
                .contains("AsksTheClock.java", "Instant.now()", "LocalDate.now(", "System.nanoTime()")
                .contains("HoldsAClock.clock")
                .contains("DrawsLots.java", "UUID.randomUUID()", "Ids.next()", "Math.random()")
                .doesNotContain("IsGivenAll");
    }

    @Test
    void a_method_reference_to_the_clock_is_seen() {
        assertThat(violation(ArchitectureRules.isPure(SEEDED + ".store"))).contains("later()", "references method");
    }

    @Test
    void spring_is_seen() {
        assertThat(violation(ArchitectureRules.knowsNo(new String[] {"org.springframework.."}, SEEDED + ".spring")))
                .contains("KnowsSpring", "org.springframework.stereotype.Component");
        assertThat(violation(ArchitectureRules.knowsOnly(new String[] {"io.tableorder.event"}, SEEDED + ".spring")))
                .contains("KnowsSpring", "org.springframework.stereotype.Component");
    }

    @Test
    void a_cycle_is_seen() {
        assertThat(violation(ArchitectureRules.packagesHaveNoCycle(SEEDED + ".cycle")))
                .contains("Cycle detected", "Front", "Back");
    }

    @Test
    void a_package_without_null_marks_is_seen() {
        assertThat(violation(ArchitectureRules.packagesAreNullMarked(SEEDED + ".unmarked")))
                .contains("Unmarked", "no @NullMarked package-info");
    }

    @Test
    void a_rule_about_packages_that_are_not_there_fails() {
        String nowhere = SEEDED + ".nowhere";

        assertThat(violation(ArchitectureRules.isPure(nowhere))).contains("failed to check any classes");
        assertThat(violation(ArchitectureRules.knowsNo(new String[] {"org.springframework.."}, nowhere)))
                .contains("failed to check any classes");
        assertThat(violation(ArchitectureRules.knowsOnly(new String[0], nowhere)))
                .contains("failed to check any classes");
        assertThat(violation(ArchitectureRules.packagesHaveNoCycle(nowhere))).contains("failed to check any classes");
        assertThat(violation(ArchitectureRules.packagesAreNullMarked(nowhere))).contains("failed to check any classes");
    }

    private static String violation(ArchRule rule) {
        return String.valueOf(assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(CLASSES))
                .actual()
                .getMessage());
    }
}
