package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import io.tableorder.trail.AccountEventType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What everybody does about their own logins. What is logged out here is out in all services within moments. */
@RestController
@RequestMapping(path = "/api/v1/auth", produces = MediaType.APPLICATION_JSON_VALUE)
final class AuthController {

    private static final Logger log = LoggerFactory.getLogger(AuthController.class);

    record DeviceList(List<DeviceView> devices) {}

    /**
     * @param current the one that asks
     * @param address whence it logged in
     */
    record DeviceView(
            String deviceId,
            boolean current,
            Instant loggedInAt,
            String address,
            String userAgent,
            Instant expiresAt) {}

    record PasswordChange(
            @NotNull Secret currentPassword,

            @NotNull @Password Secret newPassword) {}

    private final Devices devices;
    private final OwnPasswords ownPasswords;
    private final AccountUpkeep upkeep;
    private final LoginTrail trail;

    AuthController(Devices devices, OwnPasswords ownPasswords, AccountUpkeep upkeep, LoginTrail trail) {
        this.devices = devices;
        this.ownPasswords = ownPasswords;
        this.upkeep = upkeep;
        this.trail = trail;
    }

    /** Logs this device out. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(Caller caller) {
        devices.logOut(caller.login().device());
        trail.loggedOut(caller, AccountEventType.LOGGED_OUT);
        log.info("Logged out: subject={}", caller.subject());
    }

    @GetMapping("/devices")
    DeviceList list(Caller caller) {
        return new DeviceList(devices.of(caller.subject()).stream()
                .map(device -> new DeviceView(
                        device.deviceId(),
                        device.deviceId().equals(caller.login().device()),
                        device.loggedInAt(),
                        device.address(),
                        device.userAgent(),
                        device.expiresAt()))
                .toList());
    }

    /** Logs out all of the account's devices, this one too. */
    @DeleteMapping("/devices")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOutAll(Caller caller) {
        devices.logOutAll(caller.subject());
        trail.loggedOut(caller, AccountEventType.LOGGED_OUT_EVERYWHERE);
        log.info("Logged out everywhere: account_id={}", caller.subject());
    }

    @DeleteMapping("/devices/{device_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(Caller caller, @PathVariable("device_id") String deviceId) {
        if (!devices.logOut(caller.subject(), deviceId)) {
            throw new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_DEVICE);
        }
        trail.loggedOut(caller, AccountEventType.LOGGED_OUT, deviceId);
        log.info("Logged out: account_id={} device_id={}", caller.subject(), deviceId);
    }

    /** Sets one's own password; all devices are logged out. */
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(Caller caller, @Valid @RequestBody PasswordChange body) {
        ownPasswords.require(caller, body.currentPassword());
        upkeep.changeOwnPassword(caller, body.newPassword());
        log.info("Password changed by its owner: account_id={}", caller.subject());
    }
}
