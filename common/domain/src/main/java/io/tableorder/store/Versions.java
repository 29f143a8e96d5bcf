package io.tableorder.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.Printer;
import io.tableorder.event.Sha256;
import io.tableorder.event.Station;
import io.tableorder.event.Translations;
import io.tableorder.event.Translations.Translation;
import io.tableorder.store.Catalogue.Category;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Versions of what is kept up by people: what an editor has seen is still so as long as the version is the same. A version
 * is made from the content, and so the same in every process and from every read model, without a count that old events
 * lack. It is no count: it says that something has changed, not how often.
 */
public final class Versions {

    /** Nine digits, which every client reads as a whole number. */
    private static final int BITS = 0x1FFF_FFFF;

    private Versions() {}

    public static int of(MenuItem menu) {
        int plain = hash(
                menu.categoryId(),
                menu.menuName(),
                menu.price(),
                menu.description(),
                menu.imageUrl(),
                menu.displayOrder(),
                menu.available(),
                menu.soldOutUntil());
        // One without options has the version that it had before there were options.
        int chosen = menu.choices().isEmpty()
                ? plain
                : hash(Stream.concat(Stream.of(plain), menu.choices().stream().map(Versions::of))
                        .toArray());
        // One without details has the version that it had before there were details.
        MenuDetails details = menu.details();
        return details == null
                ? chosen
                : hash(
                        chosen,
                        hashed(details.translations()),
                        details.allergens(),
                        details.origin(),
                        details.spiciness());
    }

    private static @Nullable Integer hashed(@Nullable Translations translations) {
        return translations == null
                ? null
                : hash(
                        hashed(translations.ko()),
                        hashed(translations.en()),
                        hashed(translations.ja()),
                        hashed(translations.zh()));
    }

    private static @Nullable Integer hashed(@Nullable Translation translation) {
        return translation == null ? null : hash(translation.name(), translation.description());
    }

    private static int of(OptionGroup group) {
        Stream<@Nullable Object> itself =
                Stream.of(group.groupId(), group.groupName(), group.minChoices(), group.maxChoices());
        return hash(Stream.concat(itself, group.options().stream().map(Versions::of))
                .toArray());
    }

    private static int of(OptionGroup.Option option) {
        return hash(
                option.optionId(),
                option.optionName(),
                option.priceDifference(),
                option.preselected(),
                option.available(),
                option.soldOutUntil());
    }

    public static int of(Category category) {
        // One that guests see has the version that it had before there were hidden ones.
        int plain = category.hiddenFromGuests()
                ? hash(category.categoryName(), category.displayOrder(), category.hidden())
                : hash(category.categoryName(), category.displayOrder());
        return category.translations() == null ? plain : hash(plain, hashed(category.translations()));
    }

    public static int of(Station station) {
        return hash(station.stationName(), station.categoryIds(), station.menuIds());
    }

    public static int of(Printer printer) {
        return hash(
                printer.printerName(),
                printer.address(),
                printer.stationIds(),
                printer.columns(),
                printer.language(),
                printer.confirms());
    }

    /** Returns the version of the table itself, whoever sits at it. */
    public static int of(Table table) {
        return ofTable(table.tableNumber(), table.tableName(), table.area());
    }

    public static int ofTable(int tableNumber, @Nullable String tableName, @Nullable String area) {
        return hash(tableNumber, tableName, area);
    }

    public static int of(StoreProfile profile) {
        return hash(
                profile.storeName(),
                profile.timeZone(),
                profile.currency(),
                profile.dayStart(),
                profile.intakePaused(),
                profile.pauseReason(),
                profile.pauseMessage(),
                profile.resumesAt());
    }

    /**
     * Returns the version of a session, made from its orders and their versions: it changes with every event of one, and when one comes or goes.
     *
     * @param versionsByOrder of every order of it, the cancelled too
     */
    public static int ofSession(String sessionId, Map<String, Integer> versionsByOrder) {
        return hash(sessionId, new TreeMap<>(versionsByOrder));
    }

    /** Returns the version of anything else that is kept up: the same facts in the same order have the same version. */
    public static int hash(@Nullable Object... facts) {
        MessageDigest digest = Sha256.begin();
        for (Object fact : facts) {
            byte[] bytes = fact == null ? new byte[0] : fact.toString().getBytes(UTF_8);
            // Lengths keep two facts from being taken for two others; an absent one has a length of its own.
            digest.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(fact == null ? -1 : bytes.length)
                    .array());
            digest.update(bytes);
        }
        return (ByteBuffer.wrap(digest.digest()).getInt() & BITS) + 1;
    }
}
