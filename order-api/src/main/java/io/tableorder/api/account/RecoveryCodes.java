package io.tableorder.api.account;

import io.tableorder.event.Sha256;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ten codes on paper for whoever has lost the phone. Each works once; only hashes are kept. */
final class RecoveryCodes {

    static final int NUMBER = 10;

    /** Sixteen of 32 characters are 80 bits, so that a plain hash gives nothing away. */
    static final int CHARACTERS = 16;

    private static final int GROUP = 4;

    private RecoveryCodes() {}

    /** Makes new ones in the place of those before, and returns them as they are shown, once. */
    static List<String> make(JdbcClient jdbc, String accountId) {
        List<String> codes = Stream.generate(() -> ReadableCode.random(CHARACTERS))
                .limit(NUMBER)
                .toList();
        jdbc.sql("DELETE FROM accounts.recovery_codes WHERE account_id = ?")
                .param(accountId)
                .update();
        for (String code : codes) {
            jdbc.sql("INSERT INTO accounts.recovery_codes (account_id, code_hash) VALUES (?, ?)")
                    .params(accountId, hash(accountId, code))
                    .update();
        }
        return codes.stream().map(RecoveryCodes::shown).toList();
    }

    /** Takes a code away, and returns false if there is none such. */
    static boolean take(JdbcClient jdbc, String accountId, String plain) {
        return jdbc.sql("DELETE FROM accounts.recovery_codes WHERE account_id = ? AND code_hash = ?")
                        .params(accountId, hash(accountId, plain))
                        .update()
                == 1;
    }

    static int left(JdbcClient jdbc, String accountId) {
        return jdbc.sql("SELECT count(*) FROM accounts.recovery_codes WHERE account_id = ?")
                .param(accountId)
                .query(Integer.class)
                .single();
    }

    private static String hash(String accountId, String plain) {
        return HexFormat.of().formatHex(Sha256.of(accountId + "\n" + plain));
    }

    private static String shown(String code) {
        return code.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }
}
