package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.trail.AccountEvent;
import io.tableorder.trail.AccountEventCodec;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the account trail. */
@Component
public class AccountTrailReader {

    /**
     * Says what is asked for.
     *
     * @param storeId absent for all of the chain
     * @param before the sequence behind which the page ends
     */
    public record Wanted(
            String chainId,
            @Nullable String storeId,
            @Nullable String accountId,
            Instant from,
            Instant to,
            long before,
            int limit) {}

    private final AccountDatabase database;

    AccountTrailReader(AccountDatabase database) {
        this.database = database;
    }

    /** Latest first. */
    public List<AccountEvent> find(Wanted wanted) {
        // Conditions that are not asked for are left out, so that each question has the index that is for it.
        String ofStore = wanted.storeId() == null ? "" : " AND store_id = :store";
        String ofAccount = wanted.accountId() == null ? "" : " AND account_id = :account";
        return database.call(jdbc -> jdbc.sql("""
                        SELECT document FROM accounts.trail
                        WHERE chain_id = :chain AND sequence < :before AND happened_at >= :from AND happened_at < :to
                        """ + ofStore + ofAccount + " ORDER BY sequence DESC LIMIT :limit")
                .param("chain", wanted.chainId())
                .param("before", wanted.before())
                .param("from", Timestamp.from(wanted.from()))
                .param("to", Timestamp.from(wanted.to()))
                .param("store", wanted.storeId(), Types.VARCHAR)
                .param("account", wanted.accountId(), Types.VARCHAR)
                .param("limit", wanted.limit())
                .query((row, _) -> AccountEventCodec.read(row.getString(1).getBytes(UTF_8)))
                .list());
    }
}
