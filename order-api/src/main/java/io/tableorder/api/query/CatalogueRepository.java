package io.tableorder.api.query;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Everything in display order, ties by id, so that every reader shows the same. */
interface CatalogueRepository extends Repository<MenuEntity, String> {
    @Query("SELECT c FROM CategoryEntity c WHERE c.storeId = :storeId ORDER BY c.displayOrder, c.categoryId")
    List<CategoryEntity> categories(String storeId);

    @Query("SELECT m FROM MenuEntity m WHERE m.storeId = :storeId ORDER BY m.displayOrder, m.menuId")
    List<MenuEntity> menus(String storeId);

    /** Items that were sold out until a time that has come. */
    @Query("""
            SELECT count(m) FROM MenuEntity m
            WHERE m.storeId = :storeId AND m.available = false AND m.soldOutUntil <= :now""")
    long countBackAgain(String storeId, Instant now);

    /** Options that were sold out until a time that has come. Only dishes that have such an option are opened. */
    @Query(nativeQuery = true, value = """
            SELECT count(*) FROM orders.menus m,
                jsonb_path_query(m.option_groups, '$[*].options[*]') AS one
            WHERE m.store_id = :storeId AND jsonb_path_exists(m.option_groups, '$[*].options[*].sold_out_until')
              AND CAST(one ->> 'sold_out_until' AS timestamptz) <= :now""")
    long countOptionsBackAgain(String storeId, Instant now);
}
