package io.tableorder.architecture.seeded.store;

import io.tableorder.event.Ids;
import java.util.UUID;

final class DrawsLots {

    String id() {
        return Ids.next();
    }

    UUID uuid() {
        return UUID.randomUUID();
    }

    double lot() {
        return Math.random();
    }
}
