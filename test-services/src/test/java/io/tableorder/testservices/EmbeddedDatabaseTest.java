package io.tableorder.testservices;

class EmbeddedDatabaseTest extends DatabaseConformance {

    @Override
    TestServices services() {
        return TestServices.EMBEDDED;
    }
}
