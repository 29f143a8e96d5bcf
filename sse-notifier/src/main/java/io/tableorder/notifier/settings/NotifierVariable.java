package io.tableorder.notifier.settings;

import io.tableorder.operability.settings.Takes.WholeNumber;
import io.tableorder.operability.settings.Variable;

/** The environment variables that only sse-notifier reads, in the order {@code .env.example} shows them. */
enum NotifierVariable implements Variable {
    SSE_HEARTBEAT_INTERVAL(new Description(
            "Sse", "Silence after which a stream sends a ping.", new WholeNumber(1, 300, "seconds"), "30")),
    SSE_MAX_CONNECTIONS_PER_STORE(new Description(
                    "Sse",
                    "Admin screens of one store that one sse-notifier accepts, three quarters of them at most of one account.",
                    new WholeNumber(1, 10_000, "connections"),
                    "100")
            .inProfiles("10", "50", "100")),
    SSE_MAX_CONNECTIONS(new Description(
            "Sse",
            "Admin screens of all stores that one sse-notifier accepts. Each holds a file open.",
            new WholeNumber(1, 200_000, "connections"),
            "18000")),
    SSE_MAX_CONNECTS_PER_SECOND(new Description(
            "Sse",
            "Screens that may connect to one sse-notifier in a second. The others are told when to try again.",
            new WholeNumber(1, 100_000, "connections"),
            "2000")),
    SSE_DRAIN_SECONDS(new Description(
            "Sse",
            "Time over which streams end at shutdown, so that their screens do not all return at once.",
            new WholeNumber(0, 20, "seconds"),
            "5")),
    SSE_WRITE_DEADLINE_SECONDS(new Description(
            "Sse",
            "Time after which a screen that has not received what it was sent is disconnected. A slow line "
                    + "needs a few seconds.",
            new WholeNumber(1, 300, "seconds"),
            "10")),
    /** At one event a second, a store's rush, 1,024 frames are 17 minutes: a tablet's reboot or a router's. */
    SSE_RING_FRAMES(new Description(
            "Sse",
            "Latest frames of a store kept in memory for screens that resume. Older ones are read from the " + "log.",
            new WholeNumber(1, 1_000_000, "frames"),
            "1024")),
    /** These are about 1,000 frames at their usual 500 bytes: what 1,000 busy stores may hold is then 512 MiB. */
    SSE_RING_BYTES(new Description(
            "Sse",
            "Memory that the kept frames of one store may take.",
            new WholeNumber(1_024, 1_073_741_824, "bytes"),
            "524288")),
    /** Some 50 MB are passed over in a second or two; from there on a fresh board is cheaper. */
    SSE_REPLAY_RECORDS(new Description(
            "Sse",
            "Records of the log that a resume may read again. A screen further behind gets the whole board "
                    + "instead.",
            new WholeNumber(0, 100_000_000, "records"),
            "100000"));

    private final Description description;

    NotifierVariable(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }
}
