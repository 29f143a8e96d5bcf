package io.tableorder.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.tableorder.event.Ids;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules that packages keep. A module checks itself with {@link #checkModule}, and what decides in it with
 * {@link #isPure} and {@link #knowsNo}. A rule that matches no class fails, so a renamed package is noticed.
 */
public final class ArchitectureRules {

    private static final Set<String> OF_CLOCK_AND_CHANCE =
            Set.of("now", "randomUUID", "currentTimeMillis", "nanoTime", "random", "tick", "system", "systemUTC");

    private static final Set<String> KAFKA_CLIENTS =
            Set.of("KafkaConsumer", "KafkaShareConsumer", "KafkaProducer", "Admin", "AdminClient", "KafkaAdminClient");

    private ArchitectureRules() {}

    /** Checks a module's own packages: no cycle among them, each null-marked, no Kafka client made by hand. */
    public static void checkModule(String basePackage) {
        JavaClasses classes = mainClasses(basePackage);
        packagesHaveNoCycle(basePackage).check(classes);
        packagesAreNullMarked(basePackage).check(classes);
        kafkaClientsAreMadeInOnePlace().check(classes);
    }

    public static JavaClasses mainClasses(String basePackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
    }

    /** Whatever it needs of the clock or of chance, it is given: folds and decisions come out the same everywhere. */
    public static ArchRule isPure(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .accessTargetWhere(describe("asks the clock or chance", ArchitectureRules::asksClockOrChance))
                .orShould()
                .dependOnClassesThat(areSourcesOfTimeOrChance());
    }

    /** @param foreign package patterns such as {@code org.springframework..} */
    public static ArchRule knowsNo(String[] foreign, String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(foreign);
    }

    /** @param known package patterns; {@code java..} and the package itself go without saying */
    public static ArchRule knowsOnly(String[] known, String ownPackage) {
        String[] allowed = Stream.concat(
                        Stream.of("", "java..", ownPackage, "org.jspecify.annotations"), Stream.of(known))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ownPackage)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    public static ArchRule packagesHaveNoCycle(String basePackage) {
        return slices().matching(basePackage + ".(**)").should().beFreeOfCycles();
    }

    public static ArchRule packagesAreNullMarked(String basePackage) {
        return classes().that().resideInAPackage(basePackage + "..").should(standInANullMarkedPackage());
    }

    /** Elsewhere a client would not have what an operator set, nor metrics. */
    private static ArchRule kafkaClientsAreMadeInOnePlace() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("io.tableorder.operability.kafka")
                .should()
                .accessTargetWhere(describe("makes a Kafka client", ArchitectureRules::makesKafkaClient));
    }

    private static boolean makesKafkaClient(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        return KAFKA_CLIENTS.contains(target.getOwner().getSimpleName())
                && target.getOwner().getPackageName().startsWith("org.apache.kafka.clients.")
                && Set.of("<init>", "create").contains(target.getName());
    }

    private static boolean asksClockOrChance(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getPackageName();
        return OF_CLOCK_AND_CHANCE.contains(target.getName())
                && (owner.startsWith("java.time") || owner.equals("java.util") || owner.equals("java.lang"));
    }

    private static DescribedPredicate<JavaClass> areSourcesOfTimeOrChance() {
        return describe(
                "are sources of time or chance",
                type -> type.isAssignableTo(Clock.class)
                        || type.isEquivalentTo(InstantSource.class)
                        || type.isAssignableTo(Random.class)
                        || type.isAssignableTo(RandomGenerator.class)
                        || type.isEquivalentTo(Ids.class));
    }

    private static ArchCondition<JavaClass> standInANullMarkedPackage() {
        return new ArchCondition<>("stand in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type,
                        marked,
                        "%s: package %s has %s @NullMarked package-info"
                                .formatted(type.getName(), type.getPackageName(), marked ? "a" : "no")));
            }
        };
    }
}
