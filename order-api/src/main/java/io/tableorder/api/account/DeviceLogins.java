package io.tableorder.api.account;

import io.tableorder.api.account.LoginAnswer.KeptDevice;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.security.IssuedToken;
import io.tableorder.operability.security.TokenIssuer;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Turns a pairing code, once, and then a device's credential into tokens. A wrong one, one that was ended and one that never
 * was look alike.
 */
@Component
final class DeviceLogins {

    private static final Logger log = LoggerFactory.getLogger(DeviceLogins.class);

    private final LoginAttempts attempts;
    private final LoginTrail trail;
    private final DeviceCredentials credentials;
    private final PairingCodes codes;
    private final StoreDirectory stores;
    private final TokenIssuer tokens;
    private final InstantSource clock;

    DeviceLogins(
            LoginAttempts attempts,
            LoginTrail trail,
            DeviceCredentials credentials,
            PairingCodes codes,
            StoreDirectory stores,
            TokenIssuer tokens,
            InstantSource clock) {
        this.attempts = attempts;
        this.trail = trail;
        this.credentials = credentials;
        this.codes = codes;
        this.stores = stores;
        this.tokens = tokens;
        this.clock = clock;
    }

    LoginAnswer pair(Secret code, ClientInfo client) {
        var name = new LoginName.OfPairing(codes.hash(code.reveal()));
        DeviceCredential credential = attempts.attempt(name, client, _ -> credentials.pair(code.reveal(), client));
        LoginAnswer answer = first(credential, client);
        log.info("Paired: device_id={} store_id={}", credential.deviceId(), answer.storeId());
        return answer;
    }

    /** Logs a device in that has just been given its credential, which it is told. */
    LoginAnswer first(DeviceCredential credential, ClientInfo client) {
        return open(credential, client, credential.reveal());
    }

    LoginAnswer logIn(DeviceCredential credential, ClientInfo client) {
        return open(credential, client, null);
    }

    /** @param given told to the device, which is new; null for one that has it already */
    private LoginAnswer open(DeviceCredential credential, ClientInfo client, @Nullable String given) {
        var name = new LoginName.OfDevice(credential.deviceId());
        DeviceCredentials.Opened opened = attempts.attempt(name, client, _ -> credentials.use(credential, client));
        StoreDirectory.Store store = stores.opened(opened.storeId());
        IssuedToken token = tokens.issue(
                opened.subject(),
                opened.role(),
                store.chainId(),
                store.storeId(),
                opened.tableId(),
                opened.login(clock.instant()));
        trail.deviceSucceeded(store, opened.tableNumber(), opened.deviceId());
        KeptDevice device = new KeptDevice(opened.deviceId(), opened.kind(), opened.name(), given);
        if (opened.tableId() == null) {
            return LoginAnswer.ofScreen(token, store, device, clock.instant());
        }
        Integer number = opened.tableNumber();
        if (number == null) {
            throw StoreDirectory.notThereYet();
        }
        return LoginAnswer.ofTable(token, store, opened.tableId(), number, device, clock.instant());
    }
}
