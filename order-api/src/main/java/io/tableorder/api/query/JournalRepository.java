package io.tableorder.api.query;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface JournalRepository extends Repository<JournalEntity, JournalKey> {
    List<JournalEntity> findByStoreIdAndSubjectOrderBySequence(String storeId, String subject, Limit limit);

    /** Times never go back within a store, so these are the first ones of its chain. */
    @Query("""
            SELECT j FROM JournalEntity j
            WHERE j.storeId = :storeId AND j.sequence > :after AND j.eventTime <= :until ORDER BY j.sequence""")
    List<JournalEntity> page(String storeId, long after, Instant until, Limit limit);
}
