package io.tableorder.api.account;

import io.tableorder.api.account.StoreDevices.LoggedOut;
import io.tableorder.api.account.StoreDevices.StoreDeviceView;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.operability.error.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Admins see where their store is logged in, log devices out, and let new ones in. */
@RestController
@RequestMapping(path = "/api/v1/admin/devices", produces = MediaType.APPLICATION_JSON_VALUE)
final class StoreDeviceController {

    private static final Logger log = LoggerFactory.getLogger(StoreDeviceController.class);

    record StoreDeviceList(String storeId, List<StoreDeviceView> devices) {}

    /** @param tableId for a tablet, and for nothing else */
    record NewPairingCode(
            @NotNull @Pattern(regexp = "tablet|kitchen|floor")
            String kind,

            @Nullable @Size(min = 1, max = Bounds.MAXIMUM_ID)
            String tableId,

            @Nullable @DisplayName(max = Bounds.MAXIMUM_NAME, mayBeEmpty = true)
            String deviceName) {

        PairingCodes.Wanted wanted() {
            DeviceKind wanted = DeviceKind.of(kind);
            if ((wanted == DeviceKind.TABLET) == (tableId == null)) {
                throw ProblemException.invalid("table_id", ApiText.TABLE_FOR_TABLETS);
            }
            return new PairingCodes.Wanted(wanted, tableId, deviceName == null ? "" : deviceName);
        }
    }

    /** A code is told once; only its hash is kept. */
    record PairingCodeView(
            String pairingCode, DeviceKind kind, @Nullable String tableId, Instant expiresAt) {

        @Override
        public String toString() {
            return "PairingCodeView[pairingCode=***, kind=" + kind + "]";
        }
    }

    private final StoreDevices devices;
    private final PairingCodes codes;

    StoreDeviceController(StoreDevices devices, PairingCodes codes) {
        this.devices = devices;
        this.codes = codes;
    }

    @GetMapping
    StoreDeviceList list(OwnStore store) {
        return new StoreDeviceList(
                store.storeId(),
                devices.of(store.storeId(), store.caller().login().device()));
    }

    @DeleteMapping("/{device_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> logOut(Write write, @PathVariable("device_id") String deviceId) {
        Optional<Answered<LoggedOut>> loggedOut = devices.logOut(write, deviceId);
        log.info(
                "Logged out by an admin: device_id={} account_id={}",
                deviceId,
                write.caller().subject());
        return answer(loggedOut);
    }

    /** Logs out all devices of one account or of one table: exactly one of the two is named. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> logOutAll(
            Write write,
            @RequestParam(name = "account_id", required = false) @Nullable String accountId,
            @RequestParam(name = "table_id", required = false) @Nullable String tableId) {
        if ((accountId == null) == (tableId == null)) {
            throw ProblemException.invalid("account_id", ApiText.ACCOUNT_OR_TABLE);
        }
        String subject = accountId == null ? String.valueOf(tableId) : accountId;
        Optional<Answered<LoggedOut>> loggedOut = devices.logOutAll(write, subject);
        log.info(
                "All devices logged out by an admin: of={} account_id={}",
                subject,
                write.caller().subject());
        return answer(loggedOut);
    }

    private static ResponseEntity<Void> answer(Optional<Answered<LoggedOut>> loggedOut) {
        return loggedOut
                .map(now -> now.answer(HttpStatus.NO_CONTENT).<Void>build())
                .orElseGet(Answered::later);
    }

    /** Makes a code that lets one device in, once and soon. Asked for again, it is another code. */
    @PostMapping("/pairing-codes")
    @ResponseStatus(HttpStatus.CREATED)
    PairingCodeView makePairingCode(OwnStore store, @Valid @RequestBody NewPairingCode body) {
        PairingCodes.Wanted wanted = body.wanted();
        PairingCodes.Made made = codes.make(store.caller(), store.storeId(), wanted);
        log.info(
                "Pairing code made: kind={} account_id={}",
                wanted.kind(),
                store.caller().subject());
        return new PairingCodeView(made.code(), wanted.kind(), wanted.tableId(), made.expiresAt());
    }
}
