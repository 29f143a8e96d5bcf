package io.tableorder.api.query;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface StoreRepository extends Repository<StoreEntity, String> {
    Optional<StoreEntity> findByStoreId(String storeId);

    List<StoreEntity> findByChainIdOrderByStoreId(String chainId);
}
