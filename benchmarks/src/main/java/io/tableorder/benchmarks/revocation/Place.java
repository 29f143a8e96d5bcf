package io.tableorder.benchmarks.revocation;

/** Where access is seen to end. */
enum Place {
    ASKED("order-api, asked"),
    OTHER("order-api, another"),
    PROJECTOR("order-projector"),
    NOTIFIER("sse-notifier"),
    STREAM("open stream");

    private final String title;

    Place(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
