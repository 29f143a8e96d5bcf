package io.tableorder.notifier.stream;

import java.util.Locale;

/** The bounds that a request can meet, in words that serve as a metric's label. */
enum Refusal {
    STORE_FULL,
    ACCOUNT_FULL,
    STORE_RATE,
    INSTANCE_FULL,
    INSTANCE_RATE,
    HEAD_TIME;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
