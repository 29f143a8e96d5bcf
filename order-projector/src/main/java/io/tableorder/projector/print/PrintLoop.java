package io.tableorder.projector.print;

import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.operability.loop.LoopWatch;
import io.tableorder.projector.print.PrintQueue.Claim;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes slips of what was noted, and has them printed: a thread for the first, a bounded number of others for the printers. Printers
 * that failed the last time have places of their own, so that however many of them hang, the others print.
 */
final class PrintLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PrintLoop.class);

    /**
     * So many printers are printed on at the same time, each for some two seconds a slip: a thousand slips a minute. Whoever
     * prints waits for paper nearly all of the time, and for a connection of the database's pool for milliseconds.
     */
    static final int SOUND_AT_ONCE = 32;

    /** One that is off takes its place for two seconds a minute: a thousand of them are tried in that time. */
    static final int FAILING_AT_ONCE = 32;

    /** A cook does not notice it, and two small queries each time are nothing to PostgreSQL. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** There is nothing to do while PostgreSQL is away. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(3);

    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);

    /** A round is a handful of statements, each bounded by the connection's own limits. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(5);

    /** Most slips that are under way come out in this time; the others come again, marked. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final BooleanSupplier isReady;
    private final SlipMaker maker;
    private final PrintQueue queue;
    private final PrinterVisit visits;
    private final PrintMetrics metrics;
    private final Semaphore sound = new Semaphore(SOUND_AT_ONCE);
    private final Semaphore failing = new Semaphore(FAILING_AT_ONCE);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final RepeatedLine failed = new RepeatedLine();
    private final ExecutorService printers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("print-", 1).factory());
    private final Thread thread = Thread.ofPlatform().name("print-queue").unstarted(this::run);
    private long cleanedNanos = System.nanoTime();
    private volatile boolean running;

    /** @param isReady whether there is a schema to ask for slips, and keys to read their notes with */
    PrintLoop(BooleanSupplier isReady, SlipMaker maker, PrintQueue queue, PrinterVisit visits, PrintMetrics metrics) {
        this.isReady = isReady;
        this.maker = maker;
        this.queue = queue;
        this.visits = visits;
        this.metrics = metrics;
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        stopping.countDown();
        try {
            thread.join(LONGEST_STOP);
            printers.shutdown();
            if (!printers.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                printers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Returns false once only a new process prints again. */
    boolean isAlive() {
        return stopping.getCount() == 0 || thread.getState() == Thread.State.NEW || thread.isAlive();
    }

    private void run() {
        try (LoopWatch watch = LoopWatch.of("print-queue", LONGEST_STANDSTILL, thread::interrupt)) {
            while (stopping.getCount() > 0) {
                watch.progress();
                pause(round());
            }
        }
    }

    /** Returns how long to wait until the next one. */
    private Duration round() {
        if (!isReady.getAsBoolean()) {
            return PAUSE;
        }
        try {
            boolean isMore = maker.makeSome() == SlipMaker.EVENTS_A_ROUND;
            metrics.givenUp(queue.giveUpOld());
            visit(sound, false);
            visit(failing, true);
            metrics.waiting(queue.waiting());
            clean();
            return isMore ? Duration.ZERO : PAUSE;
        } catch (RuntimeException e) {
            failed.write(others -> LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("others", others)
                    .log("Slips are not printed at the moment; trying again"));
            return PAUSE_AFTER_FAILURE;
        }
    }

    private void visit(Semaphore places, boolean areFailing) {
        int free = places.availablePermits();
        if (free == 0) {
            return;
        }
        for (Claim claim : queue.claim(free, areFailing)) {
            places.acquireUninterruptibly();
            printers.execute(() -> {
                try {
                    visits.visit(claim);
                } catch (RuntimeException e) {
                    // The claim runs out by itself.
                    LOG.warn("Printing on {} of store {} broke off", claim.printerId(), claim.storeId(), e);
                } finally {
                    places.release();
                }
            });
        }
    }

    private void clean() {
        if (System.nanoTime() - cleanedNanos > BETWEEN_CLEANINGS.toNanos()) {
            queue.forget();
            cleanedNanos = System.nanoTime();
        }
    }

    private void pause(Duration length) {
        try {
            boolean _ = stopping.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException wokenByTheWatch) {
            LOG.warn("Printing stood still, and goes on");
        }
    }
}
