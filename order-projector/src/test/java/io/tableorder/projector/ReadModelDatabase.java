package io.tableorder.projector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.tableorder.board.BoardView;
import io.tableorder.board.OrderView;
import io.tableorder.embedded.Database;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.Printer;
import io.tableorder.event.Station;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.project.LiveProjection;
import io.tableorder.projector.project.Projection;
import io.tableorder.projector.release.ParkedRelease;
import io.tableorder.projector.table.Generation;
import io.tableorder.projector.table.PrinterRow;
import io.tableorder.store.Call;
import io.tableorder.store.Catalogue.Category;
import io.tableorder.store.Versions;
import io.tableorder.testkit.EmptyDatabase;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.DetailsJson;
import io.tableorder.wire.Json;
import io.tableorder.wire.MenuColumns;
import io.tableorder.wire.OptionsJson;
import io.tableorder.wire.RecordKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The read models in a database of the test's own, and the board as their views show it. */
public final class ReadModelDatabase implements AutoCloseable, AfterAllCallback {
    /** Takes every keyed record for its store's, in whichever partition a test has put the store. */
    private static final RecordReader ANY_PARTITION =
            new RecordReader(record -> record.key() == null || record.key().length == 0
                    ? new RecordKey.OfNobody(RecordKey.Reason.NO_KEY)
                    : new RecordKey.OfStore(new String(record.key(), UTF_8)));

    /** Longer than a busy machine takes to open a connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** With a server that is away; no longer, since whoever asks shall notice it. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(5);

    private final HikariDataSource dataSource = new HikariDataSource();
    private final JdbcTemplate jdbc;
    private final @Nullable EmptyDatabase own;

    /** In a database that comes with it and goes with it. */
    public static ReadModelDatabase ofItsOwn() {
        EmptyDatabase own = TestServices.emptyDatabase();
        return new ReadModelDatabase(own.jdbcUrl(), own, PATIENCE);
    }

    /** On a server that the test stops. */
    public static ReadModelDatabase onServerThatStops(Database server) {
        return new ReadModelDatabase(server.jdbcUrl(), null, SHORT_PATIENCE);
    }

    private ReadModelDatabase(String jdbcUrl, @Nullable EmptyDatabase own, Duration patience) {
        this.own = own;
        dataSource.setJdbcUrl(jdbcUrl);
        dataSource.setMaximumPoolSize(16);
        // A test uses one or two, and each is a process of the server.
        dataSource.setMinimumIdle(0);
        dataSource.setConnectionTimeout(patience.toMillis());
        dataSource.setInitializationFailTimeout(-1);
        jdbc = new JdbcTemplate(dataSource);
    }

    /** For another process. */
    public String jdbcUrl() {
        return dataSource.getJdbcUrl();
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    /** Has the tables as a first start makes them, without rows, whatever was there. */
    public ReadModelDatabase migrated() {
        if (own == null) {
            migrate(dataSource);
        } else {
            own.becomeCopyOf(Migrated.ONCE);
            HikariPoolMXBean pool = dataSource.getHikariPoolMXBean();
            if (pool != null) {
                // The server has ended them, also what the pool opened meanwhile, and it hands out unasked what is new.
                pool.softEvictConnections();
            }
        }
        return this;
    }

    /** What a first start takes a second for, this process's tests copy. */
    private static final class Migrated {
        static final EmptyDatabase ONCE = TestServices.emptyDatabase();

        static {
            migrate(new DriverManagerDataSource(ONCE.jdbcUrl()));
        }
    }

    private static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .schemas("orders")
                .locations("classpath:db/projection")
                .load()
                .migrate();
    }

    /** Every table of the generation without rows, as another one begins. */
    public ReadModelDatabase emptied() {
        String tables = String.join(
                ", ", texts("SELECT 'orders_g1.' || tablename FROM pg_tables WHERE schemaname = 'orders_g1'"));
        jdbc.execute("TRUNCATE " + tables);
        return this;
    }

    public Projection projection() {
        return new Projection(Generation.FIRST, Generation.State.LIVE, ANY_PARTITION, jdbc, transactions());
    }

    public LiveProjection liveProjection() {
        return new LiveProjection(ANY_PARTITION, jdbc, transactions());
    }

    public ParkedRelease release() {
        return new ParkedRelease(liveProjection(), jdbc, new JdbcTransactionManager(dataSource));
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    public long count(String table) {
        return jdbc.queryForObject("SELECT count(*) FROM orders." + table, Long.class);
    }

    public List<String> texts(String sql, Object... arguments) {
        return jdbc.queryForList(sql, String.class, arguments);
    }

    public BoardView board(String storeId) {
        List<BoardView.TableView> tables = jdbc.query("""
                SELECT t.*, coalesce(s.total_amount, 0) AS total, coalesce(s.order_count, 0) AS count
                FROM orders.tables t LEFT JOIN orders.sessions s USING (store_id, session_id)
                WHERE t.store_id = ? AND t.removed_at IS NULL ORDER BY t.table_number""", (row, _) -> table(storeId, row), storeId);
        Position position = jdbc.queryForObject(
                "SELECT log_partition, log_offset FROM orders.stores WHERE store_id = ?",
                (row, _) -> new Position(row.getInt(1), row.getLong(2)),
                storeId);
        return new BoardView(storeId, position, tables);
    }

    /** Open calls, as the floor has them. */
    public List<Call> openCalls(String storeId) {
        return jdbc.query(
                """
                SELECT * FROM orders.calls WHERE store_id = ? AND ended_at IS NULL ORDER BY called_at, call_id""",
                (row, _) -> new Call(
                        row.getString("call_id"),
                        row.getString("kind"),
                        row.getString("session_id"),
                        row.getString("table_id"),
                        row.getInt("table_number"),
                        row.getObject("called_at", OffsetDateTime.class).toInstant(),
                        null),
                storeId);
    }

    private BoardView.TableView table(String storeId, ResultSet row) throws SQLException {
        String sessionId = row.getString("session_id");
        return new BoardView.TableView(
                row.getString("table_id"),
                row.getInt("table_number"),
                row.getString("table_name"),
                row.getString("area"),
                sessionId,
                sessionId == null ? null : sessionVersion(storeId, sessionId),
                row.getLong("total"),
                row.getInt("count"),
                sessionId == null ? List.of() : orders(storeId, sessionId));
    }

    private int sessionVersion(String storeId, String sessionId) {
        Map<String, Integer> versions = new HashMap<>();
        jdbc.query(
                "SELECT order_id, version FROM orders.orders WHERE store_id = ? AND session_id = ?",
                (RowCallbackHandler) row -> versions.put(row.getString("order_id"), row.getInt("version")),
                storeId,
                sessionId);
        return Versions.ofSession(sessionId, versions);
    }

    private List<OrderView> orders(String storeId, String sessionId) {
        return jdbc.query(
                """
                SELECT * FROM orders.orders WHERE store_id = ? AND session_id = ? AND status <> 'CANCELLED'
                ORDER BY ordered_at, order_number""",
                (row, _) -> new OrderView(
                        row.getString("order_id"),
                        row.getInt("order_number"),
                        row.getInt("version"),
                        new Position(row.getInt("log_partition"), row.getLong("log_offset")),
                        storeId,
                        row.getString("table_id"),
                        row.getInt("table_number"),
                        sessionId,
                        OrderStatus.valueOf(row.getString("status")),
                        row.getLong("total_amount"),
                        time(row, "ordered_at"),
                        time(row, "updated_at"),
                        items(storeId, row.getString("order_id"))),
                storeId,
                sessionId);
    }

    private List<OrderView.ItemView> items(String storeId, String orderId) {
        return jdbc.query(
                "SELECT *, (SELECT status FROM orders.orders WHERE store_id = ? AND order_id = ?) = 'COMPLETED' AS all_done"
                        + " FROM orders.order_items WHERE store_id = ? AND order_id = ? ORDER BY line_number",
                (row, _) -> new OrderView.ItemView(
                        row.getString("item_id"),
                        row.getString("menu_id"),
                        row.getString("menu_name"),
                        row.getLong("unit_price"),
                        row.getInt("quantity"),
                        row.getLong("subtotal"),
                        row.getString("note"),
                        null,
                        OptionsJson.choices(row.getString("options")),
                        isDone(row)),
                storeId,
                orderId,
                storeId,
                orderId);
    }

    private static @Nullable Boolean isDone(ResultSet row) throws SQLException {
        boolean isDone = row.getBoolean("all_done") || row.getBoolean("completed");
        return isDone ? true : null;
    }

    public List<Category> categories(String storeId) {
        return jdbc.query(
                "SELECT * FROM orders.categories WHERE store_id = ? ORDER BY display_order, category_id",
                (row, _) -> new Category(
                                row.getString("category_id"),
                                row.getString("category_name"),
                                row.getInt("display_order"))
                        .withHidden(row.getBoolean("hidden"))
                        .withTranslations(DetailsJson.translations(row.getString("translations"))),
                storeId);
    }

    public List<Station> stations(String storeId) {
        return jdbc.query(
                "SELECT * FROM orders.stations WHERE store_id = ? ORDER BY station_name COLLATE \"C\", station_id",
                (row, _) -> new Station(
                        row.getString("station_id"),
                        row.getString("station_name"),
                        List.of(Json.mapper().readValue(row.getString("category_ids"), String[].class)),
                        List.of(Json.mapper().readValue(row.getString("menu_ids"), String[].class))),
                storeId);
    }

    public List<Printer> printers(String storeId) {
        return jdbc.query(
                "SELECT * FROM orders.printers WHERE store_id = ? ORDER BY printer_name COLLATE \"C\", printer_id",
                (row, _) -> PrinterRow.read(row).printer(),
                storeId);
    }

    public List<MenuItem> menus(String storeId) {
        return jdbc.query(
                "SELECT * FROM orders.menus WHERE store_id = ? ORDER BY menu_id",
                (row, _) -> MenuColumns.read(row),
                storeId);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Closes the database of a test class that registers it as an extension. */
    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        dataSource.close();
        if (own != null) {
            own.close();
        }
    }
}
