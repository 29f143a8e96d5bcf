package io.tableorder.notifier.stream;

import java.util.Locale;

/** Which bound a request met, in words that serve as a metric's label. */
enum Refusal {
    STORE_FULL,
    STORE_RATE,
    INSTANCE_FULL,
    INSTANCE_RATE,
    HEAD_TIME;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
