package io.tableorder.api.settings;

import static io.tableorder.api.settings.ApiVariable.DEVICE_LIFETIME_DAYS;
import static io.tableorder.api.settings.ApiVariable.LOGIN_FAILURES_PER_ADDRESS;
import static io.tableorder.api.settings.ApiVariable.LOGIN_LOCK_MINUTES;
import static io.tableorder.api.settings.ApiVariable.LOGIN_MAX_FAILURES;
import static io.tableorder.api.settings.ApiVariable.ORDER_RATE_LIMIT_PER_MINUTE;
import static io.tableorder.api.settings.ApiVariable.PICTURE_ORIGINS;
import static io.tableorder.api.settings.ApiVariable.PROJECTOR_URL;
import static io.tableorder.api.settings.ApiVariable.RECEIPTS_MAX_MIB;
import static io.tableorder.api.settings.ApiVariable.SECOND_FACTOR_REQUIRED;
import static io.tableorder.api.settings.ApiVariable.STREAM_URL;
import static io.tableorder.api.settings.ApiVariable.TOKEN_SIGNING_KEYS_FILE;

import io.tableorder.operability.settings.SettingsGroup;
import io.tableorder.operability.settings.Values;
import java.nio.file.Path;
import java.time.Duration;

/** All settings that only order-api reads. */
record ApiSettings(
        LoginSettings login,
        OrderRateSettings orderRate,
        WriterSettings writer,
        ScreenSettings screens,
        SigningSettings signing,
        OidcSettings oidc) {

    /** Public, with no arguments, because the JDK makes it by its name. */
    public static final class Group implements SettingsGroup<ApiSettings> {

        @Override
        public Class<ApiSettings> type() {
            return ApiSettings.class;
        }

        @Override
        public ApiSettings read(Values values) {
            return new ApiSettings(
                    new LoginSettings(
                            values.number(LOGIN_MAX_FAILURES),
                            Duration.ofMinutes(values.number(LOGIN_LOCK_MINUTES)),
                            values.number(LOGIN_FAILURES_PER_ADDRESS),
                            Duration.ofDays(values.number(DEVICE_LIFETIME_DAYS)),
                            values.flag(SECOND_FACTOR_REQUIRED)),
                    new OrderRateSettings(values.number(ORDER_RATE_LIMIT_PER_MINUTE)),
                    values.form(RECEIPTS_MAX_MIB, WriterSettings::ofMib).orElseGet(WriterSettings::byDefault),
                    new ScreenSettings(
                            values.baseUrl(STREAM_URL).orElse(null),
                            values.baseUrl(PROJECTOR_URL).orElse(null),
                            values.baseUrls(PICTURE_ORIGINS)),
                    new SigningSettings(values.form(TOKEN_SIGNING_KEYS_FILE, Path::of)),
                    OidcSettings.read(values));
        }
    }
}
