package io.tableorder.api.query;

import io.tableorder.event.Position;
import io.tableorder.operability.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** What a store offers. A reader that has it already, by its ETag, is told so without its being read again. */
@RestController
final class CatalogueQueries {
    record CustomerMenus(String storeId, List<CustomerCategory> categories) {}

    record CustomerCategory(String categoryId, String categoryName, int displayOrder, List<CustomerMenu> menus) {}

    record CustomerMenu(
            String menuId,
            String menuName,
            long price,
            @Nullable String description,
            @Nullable String imageUrl,
            int displayOrder,
            boolean available) {
        static CustomerMenu of(MenuEntity menu) {
            return new CustomerMenu(
                    menu.menuId(),
                    menu.menuName(),
                    menu.price(),
                    menu.description(),
                    menu.imageUrl(),
                    menu.displayOrder(),
                    menu.isAvailable());
        }
    }

    record Menus(String storeId, List<Menu> menus) {}

    record Menu(
            String menuId,
            String categoryId,
            String menuName,
            long price,
            @Nullable String description,
            @Nullable String imageUrl,
            int displayOrder,
            boolean available) {
        static Menu of(MenuEntity menu) {
            return new Menu(
                    menu.menuId(),
                    menu.categoryId(),
                    menu.menuName(),
                    menu.price(),
                    menu.description(),
                    menu.imageUrl(),
                    menu.displayOrder(),
                    menu.isAvailable());
        }
    }

    record Categories(String storeId, List<Category> categories) {}

    record Category(String categoryId, String categoryName, int displayOrder) {}

    private final StoreReads reads;
    private final CatalogueRepository catalogue;

    CatalogueQueries(StoreReads reads, CatalogueRepository catalogue) {
        this.reads = reads;
        this.catalogue = catalogue;
    }

    @GetMapping(path = "/api/v1/customer/menus", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CustomerMenus> customerMenus(
            Caller caller,
            WebRequest request,
            @RequestParam(name = "category_id", required = false) @Nullable String categoryId,
            @RequestParam(required = false) @Nullable String after) {
        Found<CustomerMenus> found = reads.read(
                caller,
                null,
                after,
                store -> Found.in(store, request, () -> customerMenus(store.storeId(), categoryId)));
        return found.answer();
    }

    private CustomerMenus customerMenus(String storeId, @Nullable String categoryId) {
        Map<String, List<CustomerMenu>> menus = catalogue.menus(storeId).stream()
                .collect(Collectors.groupingBy(
                        MenuEntity::categoryId, Collectors.mapping(CustomerMenu::of, Collectors.toList())));
        return new CustomerMenus(
                storeId,
                catalogue.categories(storeId).stream()
                        .filter(category ->
                                categoryId == null || category.categoryId().equals(categoryId))
                        .map(category -> new CustomerCategory(
                                category.categoryId(),
                                category.categoryName(),
                                category.displayOrder(),
                                menus.getOrDefault(category.categoryId(), List.of())))
                        .toList());
    }

    @GetMapping(path = "/api/v1/admin/menus", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Menus> menus(
            Caller caller,
            WebRequest request,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String after) {
        Found<Menus> found = reads.read(
                caller,
                storeId,
                after,
                store -> Found.in(
                        store,
                        request,
                        () -> new Menus(
                                store.storeId(),
                                catalogue.menus(store.storeId()).stream()
                                        .map(Menu::of)
                                        .toList())));
        return found.answer();
    }

    @GetMapping(path = "/api/v1/admin/categories", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Categories> categories(
            Caller caller,
            WebRequest request,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String after) {
        Found<Categories> found = reads.read(
                caller,
                storeId,
                after,
                store -> Found.in(
                        store,
                        request,
                        () -> new Categories(
                                store.storeId(),
                                catalogue.categories(store.storeId()).stream()
                                        .map(category -> new Category(
                                                category.categoryId(),
                                                category.categoryName(),
                                                category.displayOrder()))
                                        .toList())));
        return found.answer();
    }

    /** @param body null when the reader's copy is still true */
    private record Found<T>(
            Position position, String etag, @Nullable T body) {
        static <T> Found<T> in(StoreEntity store, WebRequest request, Supplier<T> body) {
            String etag = "\"" + store.catalogueVersion() + "\"";
            String held = request.getHeader(HttpHeaders.IF_NONE_MATCH);
            boolean same = held != null && EntityTags.anyMatches(held, etag);
            return new Found<>(store.position(), etag, same ? null : body.get());
        }

        ResponseEntity<T> answer() {
            return ResponseEntity.status(body == null ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                    .eTag(etag)
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                    .header(StoreReads.POSITION_HEADER, position.toString())
                    .body(body);
        }
    }
}
