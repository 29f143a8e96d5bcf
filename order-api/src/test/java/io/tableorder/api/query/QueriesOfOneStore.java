package io.tableorder.api.query;

import io.tableorder.event.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A class of tests that extends this has order-api's queries to itself, and each of its tests a new store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueriesOfOneStore {

    private int stores;

    QueryApi api;
    String storeId;
    ProjectedStore store;
    String staff;

    @BeforeAll
    void start() {
        api = new QueryApi();
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @BeforeEach
    void open() {
        storeId = "store-" + ++stores;
        store = ProjectedStore.opened(storeId, "hanok", stores % 12, api.writer());
        staff = api.token(Role.STAFF, "hanok", storeId, null);
    }
}
