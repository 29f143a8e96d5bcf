package io.tableorder.projector.rebuild;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** Runs rebuilds in this service, one at a time in the background, and remembers how the last one ended. */
final class RebuildService implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RebuildService.class);
    /** A batch under way ends within it; what is cut off then is undone by PostgreSQL and read again later. */
    private static final long STOP_SECONDS = 5;

    /**
     * This is the last rebuild begun here. Of outcome and failure at most one is there, and none while it runs.
     *
     * @param failure why there is no outcome
     */
    record LastRun(
            RebuildProgress progress,
            @Nullable RebuildOutcome outcome,
            @Nullable String failure) {
        boolean isRunning() {
            return outcome == null && failure == null;
        }
    }

    private final Rebuild rebuild;
    private @Nullable LastRun last;
    private CountDownLatch ended = new CountDownLatch(0);

    RebuildService(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    /** @throws RebuildFailedException when one is running here; that one runs elsewhere is only known afterwards */
    synchronized void start(RebuildRequest request) {
        if (last != null && last.isRunning()) {
            throw new RebuildFailedException("A rebuild is under way");
        }
        RebuildProgress progress = new RebuildProgress();
        CountDownLatch end = new CountDownLatch(1);
        last = new LastRun(progress, null, null);
        ended = end;
        Thread.ofPlatform().name("rebuild").start(() -> {
            try {
                end(run(request, progress));
            } finally {
                end.countDown();
            }
        });
    }

    private LastRun run(RebuildRequest request, RebuildProgress progress) {
        try {
            return new LastRun(progress, rebuild.run(request, progress), null);
        } catch (RuntimeException e) {
            LOG.error("The rebuild ended without a switch", e);
            return new LastRun(progress, null, String.valueOf(e.getMessage()));
        }
    }

    private synchronized void end(LastRun run) {
        last = run;
    }

    synchronized @Nullable LastRun last() {
        return last;
    }

    @Override
    public void destroy() throws InterruptedException {
        LastRun run = last();
        if (run != null) {
            run.progress().stop();
            boolean _ = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
        }
    }
}
