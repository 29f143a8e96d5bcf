package io.tableorder.testkit;

class EmbeddedDatabaseTest extends DatabaseConformance {

    @Override
    TestServices services() {
        return TestServices.EMBEDDED;
    }
}
