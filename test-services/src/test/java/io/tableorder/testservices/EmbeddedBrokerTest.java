package io.tableorder.testservices;

class EmbeddedBrokerTest extends BrokerConformance {

    @Override
    TestServices services() {
        return TestServices.EMBEDDED;
    }
}
