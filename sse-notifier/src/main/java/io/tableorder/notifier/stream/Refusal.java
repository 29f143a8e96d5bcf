package io.tableorder.notifier.stream;

import java.util.Locale;

/** Which bound a request for a stream met, in words that serve as a metric's label. */
enum Refusal {
    STORE_FULL,
    STORE_RATE,
    INSTANCE_FULL,
    INSTANCE_RATE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
