package io.tableorder.operability.request;

import jakarta.servlet.http.HttpServletRequest;

/** A bean told of each request answered, on the request's own thread: it must be quick and not throw. */
@FunctionalInterface
public interface RequestObserver {

    /**
     * Observes every answered request.
     *
     * @param nanoseconds from the request's arrival to its answer's end
     * @param stream true of an event stream, whose length says nothing about the service's speed
     */
    void answered(HttpServletRequest request, int status, long nanoseconds, boolean stream);
}
