package io.tableorder.testservices;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "io.tableorder.testservices.TestServices#engineAnswers", disabledReason = "no Docker engine answers")
class ContainerBrokerTest extends BrokerConformance {

    @Override
    TestServices services() {
        return TestServices.CONTAINERS;
    }
}
