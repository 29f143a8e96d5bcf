package io.tableorder.operability.cluster;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps the stack trace away: the log has said in one line what is wrong. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ClusterRefusalReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClusterRefusedException) {
                return true;
            }
        }
        return false;
    }
}
