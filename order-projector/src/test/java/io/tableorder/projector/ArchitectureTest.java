package io.tableorder.projector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.tableorder.architecture.ArchitectureRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String BASE = "io.tableorder.projector";

    /** From the ground up: a room knows the rooms of the lines above its own, and no other. */
    private static final List<Set<String>> ROOMS = List.of(
            Set.of("settings", "text", "parked"),
            Set.of("table"),
            Set.of("fold"),
            Set.of("project"),
            Set.of("consume"),
            Set.of("release", "status", "print"),
            Set.of("rebuild", "metrics"),
            Set.of("retention"));

    private static final JavaClasses CLASSES = ArchitectureRules.mainClasses(BASE);

    @Test
    void packages_have_no_cycle_and_are_null_marked() {
        ArchitectureRules.checkModule(BASE);
    }

    @Test
    void a_room_knows_only_the_rooms_below_it() {
        List<String> forbidden = new ArrayList<>(ROOMS.stream()
                .flatMap(Set::stream)
                .map(ArchitectureTest::packageOf)
                .toList());
        forbidden.add(BASE);
        for (Set<String> level : ROOMS) {
            for (String room : level) {
                String own = packageOf(room);
                noClasses()
                        .that()
                        .resideInAPackage(own)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden.stream()
                                .filter(other -> !other.equals(own))
                                .toArray(String[]::new))
                        .check(CLASSES);
            }
            forbidden.removeAll(level.stream().map(ArchitectureTest::packageOf).toList());
        }
    }

    @Test
    void every_package_is_one_of_these_rooms() {
        Set<String> packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(BASE))
                .collect(toSet());

        assertThat(packages)
                .isEqualTo(ROOMS.stream()
                        .flatMap(Set::stream)
                        .map(ArchitectureTest::packageOf)
                        .collect(toSet()));
    }

    private static String packageOf(String room) {
        return BASE + "." + room;
    }
}
