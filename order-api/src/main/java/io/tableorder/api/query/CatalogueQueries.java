package io.tableorder.api.query;

import io.tableorder.board.StoreInfo;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.Translations;
import io.tableorder.operability.security.Caller;
import io.tableorder.store.Versions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * These queries answer what a store offers. A reader that has it already, by its ETag, is told so without its being
 * read again.
 */
@RestController
final class CatalogueQueries {
    /**
     * @param store as guests may know it
     * @param serverTime by which waiting times are counted
     */
    record CustomerMenus(String storeId, StoreInfo store, Instant serverTime, List<CustomerCategory> categories) {}

    /** @param translations of its name; null when there are none */
    record CustomerCategory(
            String categoryId,
            String categoryName,
            int displayOrder,
            @Nullable Translations translations,
            List<CustomerMenu> menus) {}

    record CustomerMenu(
            String menuId,
            String menuName,
            long price,
            @Nullable String description,
            @Nullable String imageUrl,
            int displayOrder,
            boolean available,
            @Nullable List<OptionGroup> optionGroups,
            @Nullable MenuDetails details) {
        CustomerMenu {
            optionGroups = optionGroups == null ? null : List.copyOf(optionGroups);
        }

        static CustomerMenu of(MenuItem menu, Instant time) {
            return new CustomerMenu(
                    menu.menuId(),
                    menu.menuName(),
                    menu.price(),
                    menu.description(),
                    menu.imageUrl(),
                    menu.displayOrder(),
                    menu.isAvailableAt(time),
                    ShownOptions.forGuests(menu, time),
                    menu.details());
        }
    }

    record Menus(String storeId, List<MenuView> menus) {}

    record Categories(String storeId, List<CategoryView> categories) {}

    private final StoreReads reads;
    private final CatalogueRepository catalogue;
    private final InstantSource clock;

    CatalogueQueries(StoreReads reads, CatalogueRepository catalogue, InstantSource clock) {
        this.reads = reads;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @GetMapping(path = "/api/v1/customer/menus", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CustomerMenus> customerMenus(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String held,
            @RequestParam(name = "category_id", required = false) @Nullable String categoryId,
            @RequestParam(required = false) @Nullable String after) {
        return reads.read(caller, null, after, store -> {
            String version = tag(store) + "-" + Versions.of(store.profile()) + "-" + shownAs(store);
            return Conditional.on(store, version, held, () -> customerMenus(store, categoryId))
                    .answer();
        });
    }

    private String tag(StoreEntity store) {
        return reads.tag(store.catalogueVersion());
    }

    /** Returns what changes by the clock alone: whether a pause is over, and how many sold-out items and options are back. */
    private String shownAs(StoreEntity store) {
        Instant now = clock.instant();
        long back = catalogue.countBackAgain(store.storeId(), now);
        long options = catalogue.countOptionsBackAgain(store.storeId(), now);
        return (store.profile().isPausedAt(now) ? "paused-" : "") + back + (options == 0 ? "" : "-" + options);
    }

    private CustomerMenus customerMenus(StoreEntity store, @Nullable String categoryId) {
        String storeId = store.storeId();
        Instant now = clock.instant();
        Map<String, List<CustomerMenu>> menus = catalogue.menus(storeId).stream()
                .collect(Collectors.groupingBy(
                        MenuEntity::categoryId,
                        Collectors.mapping(menu -> CustomerMenu.of(menu.item(), now), Collectors.toList())));
        return new CustomerMenus(
                storeId,
                StoreInfo.of(store.profile(), now).forGuests(),
                now,
                catalogue.categories(storeId).stream()
                        .filter(category -> !category.hidden())
                        .filter(category ->
                                categoryId == null || category.categoryId().equals(categoryId))
                        .map(category -> new CustomerCategory(
                                category.categoryId(),
                                category.categoryName(),
                                category.displayOrder(),
                                category.translations(),
                                menus.getOrDefault(category.categoryId(), List.of())))
                        .toList());
    }

    @GetMapping(path = "/api/v1/admin/menus", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Menus> menus(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String held,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String after) {
        return reads.read(caller, storeId, after, store -> menus(store, held));
    }

    private ResponseEntity<Menus> menus(StoreEntity store, @Nullable String held) {
        return Conditional.on(
                        store,
                        tag(store) + "-" + shownAs(store),
                        held,
                        () -> new Menus(
                                store.storeId(),
                                catalogue.menus(store.storeId()).stream()
                                        .map(menu -> MenuView.shown(menu.item(), clock.instant()))
                                        .toList()))
                .answer();
    }

    @GetMapping(path = "/api/v1/admin/categories", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Categories> categories(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String held,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String after) {
        return reads.read(caller, storeId, after, store -> categories(store, held));
    }

    private ResponseEntity<Categories> categories(StoreEntity store, @Nullable String held) {
        return Conditional.on(
                        store,
                        tag(store),
                        held,
                        () -> new Categories(
                                store.storeId(),
                                catalogue.categories(store.storeId()).stream()
                                        .map(category -> CategoryView.of(
                                                category.categoryId(),
                                                category.categoryName(),
                                                category.displayOrder(),
                                                category.hidden(),
                                                category.translations()))
                                        .toList()))
                .answer();
    }
}
