package io.tableorder.operability.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * These settings say how the service reaches PostgreSQL.
 *
 * @param jdbcUrl without credentials
 * @param poolSize connections kept when idle
 * @param maximumPoolSize connections under load
 * @param poolTimeout how long a query waits for one
 */
public record DatabaseSettings(
        String jdbcUrl,
        @Nullable String username,
        @Nullable String password,
        int poolSize,
        int maximumPoolSize,
        Duration poolTimeout) {

    @Override
    public String toString() {
        return "DatabaseSettings[jdbcUrl=" + jdbcUrl + ", username=" + username + ", password=***, poolSize=" + poolSize
                + ", maximumPoolSize=" + maximumPoolSize + ", poolTimeout=" + poolTimeout + "]";
    }
}
