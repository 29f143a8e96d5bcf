package io.tableorder.api.settings;

import io.tableorder.operability.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    @Bean
    LoginSettings loginSettings(Settings settings) {
        return settings.of(ApiSettings.class).login();
    }

    @Bean
    OrderRateSettings orderRateSettings(Settings settings) {
        return settings.of(ApiSettings.class).orderRate();
    }

    @Bean
    WriterSettings writerSettings(Settings settings) {
        return settings.of(ApiSettings.class).writer();
    }

    @Bean
    ScreenSettings screenSettings(Settings settings) {
        return settings.of(ApiSettings.class).screens();
    }

    @Bean
    SigningSettings signingSettings(Settings settings) {
        return settings.of(ApiSettings.class).signing();
    }

    @Bean
    OidcSettings oidcSettings(Settings settings) {
        return settings.of(ApiSettings.class).oidc();
    }
}
