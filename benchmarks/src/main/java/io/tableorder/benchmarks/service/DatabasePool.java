package io.tableorder.benchmarks.service;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Opens connections to a benchmark's database. */
public final class DatabasePool {

    private DatabasePool() {}

    public static HikariDataSource open(String url, int connections) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setMaximumPoolSize(connections);
        return new HikariDataSource(settings);
    }
}
