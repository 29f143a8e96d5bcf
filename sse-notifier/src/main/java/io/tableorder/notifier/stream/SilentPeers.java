package io.tableorder.notifier.stream;

import java.net.InetSocketAddress;
import java.util.Set;

/** Knows which clients acknowledge nothing of what they were sent, as far as the operating system says so. */
@FunctionalInterface
public interface SilentPeers {

    /** Returns the clients' ends of those connections, now. A client that is only slow is not among them for long. */
    Set<InetSocketAddress> unanswered();
}
