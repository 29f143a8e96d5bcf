package io.tableorder.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets whatever tests await without a limit of their own come as late as services on a busy machine may have it: nothing
 * that is awaited comes sooner for being given up after ten seconds. Found by JUnit as a service.
 */
public final class PatientAwaits implements LauncherSessionListener {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
