package io.tableorder.api.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Bounds;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import io.tableorder.wire.MenuColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds a dish in every store of a chain, so that what differs is seen before something is changed. */
@RestController
final class ChainMenuQueries {

    static final String PATH = "/api/v1/chain/menus";

    /** Ten dishes of 200 stores; who finds more asks for a longer name. */
    private static final int MAXIMUM_FOUND = 2_000;

    /** @param more whether there are more than these */
    record ChainMenus(String chainId, boolean more, List<ChainMenu> menus) {}

    /** @param categoryHidden whether guests of the store do not see it, because its category is hidden from them */
    record ChainMenu(
            String storeId,
            String storeName,
            String currency,
            String categoryName,
            boolean categoryHidden,
            @JsonUnwrapped MenuView menu) {}

    private final ReadModels readModels;
    private final ReadPosition position;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    ChainMenuQueries(ReadModels readModels, ReadPosition position, JdbcClient jdbc, InstantSource clock) {
        this.readModels = readModels;
        this.position = position;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ChainMenus menus(
            Caller caller,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String after) {
        String sought = name == null ? "" : name.strip();
        if (sought.isEmpty() || sought.length() > Bounds.MAXIMUM_NAME) {
            throw ProblemException.invalid("name", ApiText.DISH_NAME_NEEDED.with(Bounds.MAXIMUM_NAME));
        }
        position.await(after);
        List<ChainMenu> found = readModels.read(() -> found(caller.chainId(), sought));
        boolean more = found.size() > MAXIMUM_FOUND;
        return new ChainMenus(caller.chainId(), more, more ? found.subList(0, MAXIMUM_FOUND) : found);
    }

    private List<ChainMenu> found(String chainId, String sought) {
        return jdbc.sql("""
                        SELECT s.store_id, s.store_name, s.currency, c.category_name, c.hidden, m.menu_id, m.category_id,
                               m.menu_name, m.price, m.description, m.image_url, m.display_order, m.available,
                               m.sold_out_until, m.option_groups, m.details
                        FROM orders.stores s
                        JOIN orders.menus m ON m.store_id = s.store_id
                        JOIN orders.categories c ON c.store_id = m.store_id AND c.category_id = m.category_id
                        WHERE s.chain_id = :chain AND position(lower(:sought) IN lower(m.menu_name)) > 0
                        ORDER BY m.menu_name, s.store_name, s.store_id, c.category_name, m.menu_id
                        LIMIT :limit""")
                .param("chain", chainId)
                .param("sought", sought)
                .param("limit", MAXIMUM_FOUND + 1)
                .query((row, _) -> menu(row))
                .list();
    }

    private ChainMenu menu(ResultSet row) throws SQLException {
        return new ChainMenu(
                row.getString("store_id"),
                row.getString("store_name"),
                row.getString("currency"),
                row.getString("category_name"),
                row.getBoolean("hidden"),
                MenuView.shown(MenuColumns.read(row), clock.instant()));
    }
}
