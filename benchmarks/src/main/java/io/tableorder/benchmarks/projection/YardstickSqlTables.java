package io.tableorder.benchmarks.projection;

/** The yardsticks' tables: columns, keys and indexes of the projector's own, and totals and positions beside them. */
final class YardstickSqlTables {
    static final String CREATE = """
            DROP SCHEMA IF EXISTS yardstick CASCADE;
            CREATE SCHEMA yardstick;
            CREATE TABLE yardstick.orders (LIKE orders_g1.orders INCLUDING ALL);
            CREATE TABLE yardstick.order_items (LIKE orders_g1.order_items INCLUDING ALL);
            CREATE TABLE yardstick.journal (LIKE orders_g1.journal INCLUDING ALL);
            CREATE TABLE yardstick.flat (LIKE orders_g1.journal);
            CREATE TABLE yardstick.totals (
                store_id text PRIMARY KEY, placed bigint NOT NULL, cancelled bigint NOT NULL, revenue bigint NOT NULL);
            CREATE TABLE yardstick.position (log_partition integer PRIMARY KEY, next_offset bigint NOT NULL);
            INSERT INTO yardstick.position SELECT partition, 0 FROM generate_series(0, 11) AS partition""";

    private YardstickSqlTables() {}
}
