package io.tableorder.architecture.seeded.store;

import java.time.Instant;

record IsGivenAll(Instant now, String id) {

    IsGivenAll later() {
        return new IsGivenAll(now.plusSeconds(1), id);
    }
}
