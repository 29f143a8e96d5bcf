package io.tableorder.architecture.seeded.cycle.back;

import io.tableorder.architecture.seeded.cycle.front.Front;

public record Back(Front front) {}
