package io.tableorder.benchmarks.revocation;

import io.tableorder.benchmarks.service.HttpCaller;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is logged in and will not be.
 *
 * @param id what a change calls them: an account, a device, a table, or a chain
 * @param stream the path of a stream that they may hold; null for tablets, who have none
 */
record Victim(String id, HttpCaller caller, @Nullable String stream) {

    /** How somebody is logged in. */
    enum Kind {
        PERSON,
        PAIRED_SCREEN,
        TABLET,
        ADMIN_OF_A_CHAIN
    }
}
