package io.tableorder.operability.security;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tableorder.event.Role;
import java.text.ParseException;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** The one place that knows how a {@link Caller} is written in a token. */
final class Claims {

    private static final String ROLE = "role";
    private static final String CHAIN_ID = "chain_id";
    private static final String STORE_ID = "store_id";
    private static final String TABLE_ID = "table_id";

    private Claims() {}

    static JWTClaimsSet.Builder of(Caller caller) {
        return new JWTClaimsSet.Builder()
                .subject(caller.subject())
                .claim(ROLE, caller.role().wireName())
                .claim(CHAIN_ID, caller.chainId().isEmpty() ? null : caller.chainId())
                .claim(STORE_ID, caller.storeId())
                .claim(TABLE_ID, caller.tableId())
                .expirationTime(Date.from(caller.expiresAt()));
    }

    /** @throws IllegalArgumentException naming the claim that is missing or unknown */
    static Caller read(JWTClaimsSet claims) {
        try {
            String chainId = claims.getStringClaim(CHAIN_ID);
            Date expires = claims.getExpirationTime();
            Date issued = claims.getIssueTime();
            Caller caller = new Caller(
                    required("sub", claims.getSubject()),
                    Role.of(required(ROLE, claims.getStringClaim(ROLE))),
                    chainId == null ? "" : chainId,
                    claims.getStringClaim(STORE_ID),
                    claims.getStringClaim(TABLE_ID),
                    required("exp", expires).toInstant(),
                    issued == null ? null : issued.toInstant());
            requireComplete(caller);
            return caller;
        } catch (ParseException notAString) {
            throw new IllegalArgumentException("Claims are strings", notAString);
        }
    }

    static void requireComplete(Caller caller) {
        switch (caller.role()) {
            case TABLE -> {
                required(CHAIN_ID, caller.chainId());
                required(STORE_ID, caller.storeId());
                required(TABLE_ID, caller.tableId());
            }
            case STAFF, STORE_ADMIN -> {
                required(CHAIN_ID, caller.chainId());
                required(STORE_ID, caller.storeId());
            }
            case CHAIN_ADMIN -> required(CHAIN_ID, caller.chainId());
            case OPERATOR -> {}
        }
    }

    private static <T> T required(String claim, @Nullable T value) {
        if (value == null || "".equals(value)) {
            throw new IllegalArgumentException("The claim '" + claim + "' is missing");
        }
        return value;
    }
}
