package io.tableorder.operability.security;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tableorder.event.Role;
import io.tableorder.operability.access.Login;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** The one place that knows how a {@link Caller} is written in a token. */
final class Claims {

    private static final String ROLE = "role";
    private static final String CHAIN_ID = "chain_id";
    private static final String STORE_ID = "store_id";
    private static final String TABLE_ID = "table_id";
    private static final String DEVICE = "device";
    private static final String EPOCH = "epoch";
    private static final String CHAIN_EPOCH = "chain_epoch";
    private static final String BY = "by";

    /** In milliseconds: whole seconds, as tokens count, would not tell a new login from one ended within the same. */
    private static final String LOGIN_AT = "login_at";

    private Claims() {}

    static JWTClaimsSet.Builder of(Caller caller) {
        return new JWTClaimsSet.Builder()
                .subject(caller.subject())
                .claim(ROLE, caller.role().wireName())
                .claim(CHAIN_ID, caller.chainId().isEmpty() ? null : caller.chainId())
                .claim(STORE_ID, caller.storeId())
                .claim(TABLE_ID, caller.tableId())
                .claim(DEVICE, caller.login().device())
                .claim(EPOCH, caller.login().epoch())
                .claim(CHAIN_EPOCH, caller.login().chainEpoch())
                .claim(BY, caller.login().by())
                .claim(
                        LOGIN_AT,
                        caller.login().at() == null ? null : caller.login().at().toEpochMilli())
                .expirationTime(Date.from(caller.expiresAt()));
    }

    /**
     * @param fallback names the device of a token that does not
     * @throws IllegalArgumentException naming the claim that is missing or unknown
     */
    static Caller read(JWTClaimsSet claims, String fallback) {
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
                    issued == null ? null : issued.toInstant(),
                    login(claims, fallback));
            requireComplete(caller);
            return caller;
        } catch (ParseException otherType) {
            throw new IllegalArgumentException("A claim has another type than it should", otherType);
        }
    }

    private static Login login(JWTClaimsSet claims, String fallback) throws ParseException {
        String device = claims.getStringClaim(DEVICE);
        Long at = claims.getLongClaim(LOGIN_AT);
        Date issued = claims.getIssueTime();
        Instant since = issued == null ? null : issued.toInstant();
        return new Login(
                device == null ? fallback : device,
                claims.getLongClaim(EPOCH),
                claims.getLongClaim(CHAIN_EPOCH),
                at == null ? since : Instant.ofEpochMilli(at),
                claims.getStringClaim(BY));
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
