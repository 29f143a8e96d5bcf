package io.tableorder.api.web;

import io.tableorder.api.account.StoreAdmins;
import io.tableorder.api.account.StoreScope;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.PlainText;
import io.tableorder.api.validation.Secret;
import io.tableorder.decide.LifecycleCommand;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import io.tableorder.operability.security.Caller;
import io.tableorder.store.Receipt;
import io.tableorder.store.StoreProfile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A chain's stores. */
@RestController
@RequestMapping(path = "/api/v1/chain/stores", produces = MediaType.APPLICATION_JSON_VALUE)
final class ChainStoreController {

    private static final String DEFAULT_TIME_ZONE = "Asia/Seoul";
    private static final String DEFAULT_CURRENCY = "KRW";
    private static final Wording NO_ZONE =
            new Wording("알 수 없는 시간대입니다. 예: Asia/Seoul", "is not a time zone, such as Asia/Seoul");
    private static final Wording NO_CURRENCY =
            new Wording("알 수 없는 통화입니다. 예: KRW", "is not an ISO 4217 currency, such as KRW");

    record NewStore(
            @NotNull @Pattern(regexp = Bounds.ID) String storeId,

            @NotNull @DisplayName(max = Bounds.MAXIMUM_NAME) String storeName,

            @Nullable String timeZone,
            @Nullable String currency,
            @Nullable @Valid FirstAdmin admin) {

        LifecycleCommand.OpenStore toCommand(String chainId) {
            return new LifecycleCommand.OpenStore(chainId, storeName, zone(), isoCurrency());
        }

        private ZoneId zone() {
            String name = timeZone == null ? DEFAULT_TIME_ZONE : timeZone;
            // Regions only: an offset such as +09:00 knows no daylight saving, and JDKs differ in short names.
            if (!ZoneId.getAvailableZoneIds().contains(name)) {
                throw ProblemException.invalid("time_zone", NO_ZONE);
            }
            return ZoneId.of(name);
        }

        private String isoCurrency() {
            try {
                return Currency.getInstance(currency == null ? DEFAULT_CURRENCY : currency)
                        .getCurrencyCode();
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid("currency", NO_CURRENCY);
            }
        }
    }

    record FirstAdmin(
            @NotNull @Pattern(regexp = Bounds.USERNAME) String username,

            @NotNull @Password(min = Bounds.MINIMUM_PASSWORD)
            Secret password) {}

    /** Null leaves a value as it is. */
    record StoreChange(
            @Nullable @DisplayName(max = Bounds.MAXIMUM_NAME)
            String storeName,

            @Nullable Boolean intakePaused,
            @Nullable @PlainText(max = Bounds.MAXIMUM_NOTE) String pauseReason) {}

    record StoreView(
            String storeId,
            String chainId,
            String storeName,
            String timeZone,
            String currency,
            boolean intakePaused,
            @Nullable String pauseReason) {

        static @Nullable StoreView of(String storeId, @Nullable StoreProfile profile) {
            return profile == null
                    ? null
                    : new StoreView(
                            storeId,
                            profile.chainId(),
                            profile.storeName(),
                            profile.timeZone().getId(),
                            profile.currency(),
                            profile.intakePaused(),
                            profile.pauseReason());
        }
    }

    private final CommandDesk desk;
    private final StoreScope scope;
    private final StoreAdmins admins;

    ChainStoreController(CommandDesk desk, StoreScope scope, StoreAdmins admins) {
        this.desk = desk;
        this.scope = scope;
        this.admins = admins;
    }

    /** The store first, then its admin: should the second fail, the same request with the same key completes it. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<StoreView> open(Caller caller, HttpServletRequest request, @Valid @RequestBody NewStore body) {
        Write write = Write.of(caller, body.storeId(), request);
        Accepted accepted = desk.submit(write, body, body.toCommand(caller.chainId()));
        StoreView store = view(body.storeId(), accepted);
        scope.remember(store.storeId(), store.chainId());
        FirstAdmin admin = body.admin();
        if (admin != null) {
            admins.ensure(write, body, admin.username(), admin.password());
        }
        return accepted.answer(HttpStatus.CREATED).body(store);
    }

    @PatchMapping("/{store_id}")
    ResponseEntity<StoreView> change(
            Caller caller,
            HttpServletRequest request,
            @PathVariable("store_id") String storeId,
            @Valid @RequestBody StoreChange body) {
        scope.requireOfChain(caller, storeId);
        Write write = Write.of(caller, storeId, request);
        var command = new LifecycleCommand.ChangeStore(body.storeName(), body.intakePaused(), body.pauseReason());
        Accepted accepted = desk.submit(write, body, command);
        return accepted.answer(HttpStatus.OK).body(view(storeId, accepted));
    }

    private static StoreView view(String storeId, Accepted accepted) {
        return accepted.body(
                (Receipt receipt) -> StoreView.of(storeId, receipt.profile()),
                subject -> StoreView.of(storeId, subject.profile()));
    }
}
