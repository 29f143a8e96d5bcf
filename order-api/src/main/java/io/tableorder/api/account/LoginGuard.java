package io.tableorder.api.account;

import io.tableorder.api.settings.LoginSettings;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Stops guessing without locking anybody out: failures are counted by name and address, so that a stranger's count is the
 * stranger's. Only guesses from many addresses lock a name, and then for devices on which it has never logged in.
 */
@Component
final class LoginGuard {

    private static final Logger log = LoggerFactory.getLogger(LoginGuard.class);

    /** So many addresses may spend all their failures at a name before it is locked for strangers. */
    private static final int ADDRESSES_UNTIL_LOCKED = 10;

    private final LoginFailures failures;
    private final AddressLimits addresses;
    private final KnownDevices devices;
    private final LoginSettings settings;

    LoginGuard(LoginFailures failures, AddressLimits addresses, KnownDevices devices, LoginSettings settings) {
        this.failures = failures;
        this.addresses = addresses;
        this.devices = devices;
        this.settings = settings;
    }

    /**
     * Lets somebody try to log in.
     *
     * @param verify gives what the login opens, told whether its device is known; empty for a wrong one
     * @param wrong is told of a wrong one, and whether it locks
     * @throws ProblemException 401 for a wrong one, saying no more; 429 while locked
     */
    <T> T attempt(LoginName name, ClientInfo client, Function<Boolean, Optional<T>> verify, Consumer<Boolean> wrong) {
        String nameHash = name.hash();
        Optional<String> device = devices.idOf(name, client);
        if (device.isPresent()) {
            return counted(nameHash + "/device/" + device.get(), nameHash, () -> verify.apply(true), wrong, null);
        }
        failures.lockOf(nameHash).ifPresent(left -> {
            throw locked(left);
        });
        try (AddressLimits.Attempt ofAddress = addresses.begin(client.network())) {
            String key = nameHash + "/address/" + client.network();
            T opened = counted(key, nameHash, () -> verify.apply(false), wrong, ofAddress);
            ofAddress.isNoFailure();
            return opened;
        }
    }

    /**
     * Lets somebody who is in show once more that they know the password; nobody else's guesses count.
     *
     * @throws ProblemException as {@link #attempt} does
     */
    <T> T again(LoginName name, Supplier<Optional<T>> verify, Consumer<Boolean> wrong) {
        return counted(name.hash() + "/again", name.hash(), verify, wrong, null);
    }

    private <T> T counted(
            String key,
            String nameHash,
            Supplier<Optional<T>> verify,
            Consumer<Boolean> wrong,
            AddressLimits.@Nullable Attempt ofStranger) {
        failures.count(key, nameHash, settings.maximumFailures()).ifPresent(left -> {
            if (ofStranger != null) {
                ofStranger.isNoFailure();
            }
            throw locked(left);
        });
        Optional<T> opened;
        try {
            opened = verify.get();
        } catch (RuntimeException notTried) {
            failures.uncount(key);
            if (ofStranger != null) {
                ofStranger.isNoFailure();
            }
            throw notTried;
        }
        if (opened.isEmpty()) {
            if (ofStranger != null) {
                failures.count(nameHash, nameHash, settings.maximumFailures() * ADDRESSES_UNTIL_LOCKED);
            }
            boolean locks = failures.lockOf(key).isPresent();
            if (locks) {
                log.warn("A login was locked for {} after {} failures", settings.lock(), settings.maximumFailures());
            }
            wrong.accept(locks);
            throw new ProblemException(ErrorCode.AUTH_ERROR, ApiText.LOGIN_WRONG);
        }
        failures.forget(key);
        return opened.get();
    }

    /** Unlocks a name, as those may who manage its account. */
    void unlock(LoginName name) {
        failures.forgetName(name.hash());
    }

    private ProblemException locked(Duration left) {
        return new ProblemException(Problem.of(
                        ErrorCode.TOO_MANY_ATTEMPTS,
                        ApiText.LOGIN_LOCKED.with(settings.maximumFailures(), left.toSeconds()))
                .withRetryAfter(left));
    }
}
