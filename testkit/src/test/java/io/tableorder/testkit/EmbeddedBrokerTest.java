package io.tableorder.testkit;

class EmbeddedBrokerTest extends BrokerConformance {

    @Override
    TestServices services() {
        return TestServices.EMBEDDED;
    }
}
