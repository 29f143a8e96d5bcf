package io.tableorder.wire;

import io.tableorder.event.CatalogueEvent.MenuItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A dish as the columns of the read models hold it. */
public final class MenuColumns {

    private MenuColumns() {}

    /** Reads the dish of a row that has all columns of {@code orders.menus}. */
    public static MenuItem read(ResultSet row) throws SQLException {
        return new MenuItem(
                row.getString("menu_id"),
                row.getString("category_id"),
                row.getString("menu_name"),
                row.getLong("price"),
                row.getString("description"),
                row.getString("image_url"),
                row.getInt("display_order"),
                row.getBoolean("available"),
                soldOutUntil(row),
                OptionsJson.groups(row.getString("option_groups")),
                DetailsJson.details(row.getString("details")));
    }

    private static @Nullable Instant soldOutUntil(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject("sold_out_until", OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
