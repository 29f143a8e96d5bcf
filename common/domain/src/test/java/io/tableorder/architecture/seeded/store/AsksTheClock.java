package io.tableorder.architecture.seeded.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;

final class AsksTheClock {

    Instant now() {
        return Instant.now();
    }

    LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    long ticks() {
        return System.nanoTime();
    }

    Supplier<Instant> later() {
        return Instant::now;
    }
}
