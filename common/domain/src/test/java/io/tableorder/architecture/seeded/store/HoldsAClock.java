package io.tableorder.architecture.seeded.store;

import java.time.Clock;

record HoldsAClock(Clock clock) {}
