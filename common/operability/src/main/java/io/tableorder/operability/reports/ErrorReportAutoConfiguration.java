package io.tableorder.operability.reports;

import ch.qos.logback.classic.LoggerContext;
import io.tableorder.operability.settings.AppSettings;
import io.tableorder.operability.settings.ErrorReportSettings;
import io.tableorder.operability.settings.SettingsAutoConfiguration;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;

/** Listens to the log when somebody is to be told. */
@AutoConfiguration(after = SettingsAutoConfiguration.class)
public class ErrorReportAutoConfiguration {

    @Bean
    SmartLifecycle errorReporting(
            ErrorReportSettings settings,
            AppSettings app,
            @Value("${spring.application.name:service}") String service) {
        return new Reporting(settings.webhook(), service, app.version());
    }

    /** Reports begin before everything else starts, and end after all else has stopped. */
    private static final class Reporting implements SmartLifecycle {

        private final @Nullable URI webhook;
        private final String service;
        private final String version;
        private Runnable end = () -> {};
        private volatile boolean running;

        Reporting(@Nullable URI webhook, String service, String version) {
            this.webhook = webhook;
            this.service = service;
            this.version = version;
        }

        @Override
        public void start() {
            running = true;
            if (webhook != null && LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
                listen(logging, webhook);
            }
        }

        private void listen(LoggerContext logging, URI address) {
            Webhook receiver = new Webhook(address);
            ErrorReports reports =
                    new ErrorReports(service, version, new ReportLimits(InstantSource.system()), receiver);
            reports.setContext(logging);
            reports.setName("error-reports-" + System.identityHashCode(this));
            reports.start();
            var root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.addAppender(reports);
            end = () -> {
                root.detachAppender(reports);
                reports.stop();
                receiver.close();
            };
        }

        @Override
        public void stop() {
            end.run();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return Integer.MIN_VALUE;
        }
    }
}
