package io.tableorder.testkit;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
        value = "io.tableorder.testkit.TestServices#containersMayBeUsed",
        disabledReason = "this run uses embedded ones")
class ContainerDatabaseTest extends DatabaseConformance {

    @Override
    TestServices services() {
        return TestServices.CONTAINERS;
    }
}
