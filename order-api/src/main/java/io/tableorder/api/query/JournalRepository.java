package io.tableorder.api.query;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface JournalRepository extends Repository<JournalEntity, JournalKey> {
    List<JournalEntity> findByStoreIdAndSubjectOrderBySequence(String storeId, String subject, Limit limit);
}
