package io.tableorder.operability.logging;

/** The names under which the MDC carries what a line is about. No other MDC entry is written. */
public final class LogContext {

    public static final String STORE_ID = "store_id";
    public static final String REQUEST_ID = "request_id";
    public static final String USER_ID = "user_id";
    public static final String TRACE_ID = "trace_id";

    private LogContext() {}
}
