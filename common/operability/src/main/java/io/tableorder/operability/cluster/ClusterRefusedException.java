package io.tableorder.operability.cluster;

import io.tableorder.cluster.Shortfall;
import java.util.List;

/** Stops a start on a cluster that lacks something. Each line has been logged before it is thrown. */
final class ClusterRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ClusterRefusedException(List<Shortfall> shortfalls) {
        super(String.join(
                System.lineSeparator(), shortfalls.stream().map(Shortfall::line).toList()));
    }
}
