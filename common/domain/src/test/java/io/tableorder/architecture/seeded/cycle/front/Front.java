package io.tableorder.architecture.seeded.cycle.front;

import io.tableorder.architecture.seeded.cycle.back.Back;

public record Front(Back back) {}
