package io.tableorder.operability.settings;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Prints the faults, one line each, and nothing else: no stack trace, no banner. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsFaultReporter implements SpringBootExceptionReporter {

    @Override
    // The log is not set up yet when settings are read; the console is all there is.
    @SuppressWarnings("SystemOut")
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingsException settings) {
                settings.faults().forEach(System.err::println);
                return true;
            }
        }
        return false;
    }
}
