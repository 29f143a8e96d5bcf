package io.tableorder.api.query;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Finds orders and their lines. Sessions' orders come as placed. */
interface OrderRepository extends Repository<OrderEntity, String> {
    @Query("SELECT o FROM OrderEntity o WHERE o.storeId = :storeId AND o.orderId = :orderId")
    Optional<OrderEntity> order(String storeId, String orderId);

    @Query("""
            SELECT o FROM OrderEntity o WHERE o.storeId = :storeId AND o.sessionId IN :sessionIds
            ORDER BY o.orderedAt, o.orderNumber""")
    List<OrderEntity> ofSessions(String storeId, Collection<String> sessionIds);

    @Query("""
            SELECT i FROM ItemEntity i WHERE i.storeId = :storeId AND i.orderId IN :orderIds
            ORDER BY i.orderId, i.lineNumber""")
    List<ItemEntity> items(String storeId, Collection<String> orderIds);
}
