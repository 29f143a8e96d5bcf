package io.tableorder.api.account;

import io.tableorder.api.oidc.Identity;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps which identity logs in to which account: one for each account, and one account for each. */
final class Identities {

    private Identities() {}

    /** Links the two, and returns false if the identity is another account's. */
    static boolean link(JdbcClient jdbc, String accountId, Identity identity, Instant now) {
        return jdbc.sql("""
                        INSERT INTO accounts.identities (account_id, issuer, subject, linked_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)
                        .params(accountId, identity.issuer(), identity.subject(), Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Whoever is to log in by something else no longer does so by an identity. */
    static void unlink(JdbcClient jdbc, String accountId) {
        jdbc.sql("DELETE FROM accounts.identities WHERE account_id = ?")
                .param(accountId)
                .update();
    }
}
