package io.tableorder.operability.reports;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.tableorder.operability.logging.LogContext;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the log's ERROR lines, which are by definition what somebody must see to now: unhandled errors, parked events, a
 * lost writer. Whoever logs one hands it over and goes on; a thread of its own does the sending.
 */
final class ErrorReports extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** This is more than a minute's reports; what finds it full is counted and left out. */
    private static final int QUEUED_REPORTS = 64;

    /** The traces' receiver being away is not worth waking anybody. */
    private static final String TRACES_SENDER = "io.opentelemetry";

    private final String service;
    private final String version;
    private final ReportLimits limits;
    private final Consumer<ErrorReport> receiver;
    private final BlockingQueue<ErrorReport> queue = new ArrayBlockingQueue<>(QUEUED_REPORTS);
    private @Nullable Thread sender;

    /** @param receiver may block; must not throw */
    ErrorReports(String service, String version, ReportLimits limits, Consumer<ErrorReport> receiver) {
        this.service = service;
        this.version = version;
        this.limits = limits;
        this.receiver = receiver;
    }

    @Override
    public void start() {
        super.start();
        sender = Thread.ofPlatform().daemon().name("error-reports").start(this::send);
    }

    @Override
    protected void append(ILoggingEvent line) {
        if (line.getLevel().isGreaterOrEqual(Level.ERROR)
                && !line.getLoggerName().startsWith(TRACES_SENDER)) {
            limits.admit(kindOf(line))
                    .map(admission -> ErrorReport.of(line, service, version, admission))
                    .ifPresent(this::enqueue);
        }
    }

    private void enqueue(ErrorReport report) {
        if (!queue.offer(report)) {
            limits.lost();
        }
    }

    /**
     * Errors count as alike by their message pattern, not by the ids and numbers in it; each store counts by itself.
     */
    private static String kindOf(ILoggingEvent line) {
        String failure =
                line.getThrowableProxy() == null ? "" : line.getThrowableProxy().getClassName();
        return String.join(
                "\n",
                line.getLoggerName(),
                line.getMessage(),
                failure,
                String.valueOf(line.getMDCPropertyMap().get(LogContext.STORE_ID)));
    }

    private void send() {
        try {
            while (isStarted()) {
                receiver.accept(queue.take());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        super.stop();
        if (sender != null) {
            sender.interrupt();
        }
    }
}
