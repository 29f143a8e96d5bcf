package io.tableorder.operability.connection;

import io.tableorder.operability.connection.UnfinishedBodies.Body;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Gives a request's body a deadline. The time runs from the first read. */
final class TimedRequest extends WatchedRequest {

    private final BodyPatience patience;
    private long missingBytes;
    private @Nullable Body wait;

    TimedRequest(HttpServletRequest request, BodyPatience patience) {
        super(request);
        long length = request.getContentLengthLong();
        this.patience = patience;
        this.missingBytes = length < 0 ? Long.MAX_VALUE : length;
    }

    @Override
    protected void beforeRead() throws LateBodyException {
        if (wait == null) {
            wait = patience.begin();
        }
        if (wait.isLate()) {
            throw new LateBodyException();
        }
        wait.beforeRead();
    }

    @Override
    protected void arrived(int bytes) {
        missingBytes -= Math.max(bytes, 0);
        if (bytes < 0 || missingBytes <= 0) {
            finished();
        }
    }

    void finished() {
        if (wait != null) {
            wait.finished();
        }
    }
}
