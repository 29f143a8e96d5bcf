package io.tableorder.api.query;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface JournalRepository extends Repository<JournalEntity, JournalKey> {
    /**
     * Returns a subject's events in order.
     *
     * @param since when the subject's first event was; no month before it is looked into
     */
    List<JournalEntity> findByStoreIdAndSubjectAndEventTimeGreaterThanEqualOrderBySequence(
            String storeId, String subject, Instant since, Limit limit);
}
