package io.tableorder.operability.settings;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Every shared group of settings is a bean. A service makes beans of its own groups itself. */
@AutoConfiguration
public class SettingsAutoConfiguration {

    @Bean
    Settings settings(Environment environment) {
        return Settings.read(environment);
    }

    @Bean
    AppSettings appSettings(Settings settings) {
        return settings.app();
    }

    @Bean
    ServerSettings serverSettings(Settings settings) {
        return settings.server();
    }

    @Bean
    SecuritySettings securitySettings(Settings settings) {
        return settings.security();
    }

    @Bean
    TracingSettings tracingSettings(Settings settings) {
        return settings.tracing();
    }

    @Bean
    ErrorReportSettings errorReportSettings(Settings settings) {
        return settings.errorReports();
    }

    @Bean
    PrinterNetworks printerNetworks(Settings settings) {
        return settings.printers();
    }

    /** Makes the settings only for a service that declares the need. */
    @Bean
    @Lazy
    DatabaseSettings databaseSettings(Settings settings) {
        return settings.database().orElseThrow(() -> undeclared("database"));
    }

    /** Makes the settings only for a service that declares the need. */
    @Bean
    @Lazy
    KafkaSettings kafkaSettings(Settings settings) {
        return settings.kafka().orElseThrow(() -> undeclared("kafka"));
    }

    private static IllegalStateException undeclared(String need) {
        return new IllegalStateException("%s settings are used but not declared: add %s to %s in application.properties"
                .formatted(need, need, Need.PROPERTY));
    }
}
