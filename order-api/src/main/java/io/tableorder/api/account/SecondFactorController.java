package io.tableorder.api.account;

import io.tableorder.api.qr.QrRows;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sets up, renews and removes one's own second factor. A token alone does none of it. */
@RestController
@RequestMapping(path = "/api/v1/auth/second-factor", produces = MediaType.APPLICATION_JSON_VALUE)
final class SecondFactorController {

    /**
     * This says whether one's logins ask for a code.
     *
     * @param required it may not be removed
     * @param recoveryCodesLeft of ten
     */
    record SecondFactorView(
            boolean added, boolean required, @Nullable Instant addedAt, int recoveryCodesLeft) {}

    /** @param secondFactorCode where there is a second factor, or one of its recovery codes */
    record Proof(@NotNull Secret currentPassword, @Nullable Secret secondFactorCode) {}

    record FirstCode(@NotNull Secret secondFactorCode) {}

    /** Somebody who may not log in before they have a second factor. Without an id they are an operator. */
    record Enrolment(
            @Nullable @Size(max = Bounds.MAXIMUM_LOGIN_FIELD)
            String storeId,

            @Nullable @Size(max = Bounds.MAXIMUM_LOGIN_FIELD)
            String chainId,

            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_LOGIN_FIELD)
            String username,

            @NotNull Secret password) {

        LoginName name() {
            return storeId == null && chainId == null
                    ? new LoginName.OfPlatform(username)
                    : LoginName.of(storeId, chainId, username);
        }
    }

    /**
     * A secret for an authenticator app, which is shown once. It counts from its first code on.
     *
     * @param qrCode rows of the uri's QR code, 1 for dark
     */
    record BegunView(String secret, String uri, List<String> qrCode, Instant expiresAt) {

        static BegunView of(SecondFactors.Begun begun) {
            return new BegunView(begun.secret(), begun.uri(), QrRows.of(begun.uri()), begun.expiresAt());
        }

        @Override
        public String toString() {
            return "BegunView[secret=***]";
        }
    }

    record RecoveryCodeList(List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "RecoveryCodeList[***]";
        }
    }

    private final OwnSecondFactor own;

    SecondFactorController(OwnSecondFactor own) {
        this.own = own;
    }

    @GetMapping
    SecondFactorView read(Caller caller) {
        return own.view(caller);
    }

    /** Makes a secret. One that is there already goes on counting until the new one's first code. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    BegunView begin(Caller caller, @Valid @RequestBody Proof body) {
        return BegunView.of(own.begin(caller, body.currentPassword(), body.secondFactorCode()));
    }

    /** Makes a secret for somebody who is not let in without a second factor, and has none. */
    @PostMapping("/enrolments")
    @ResponseStatus(HttpStatus.CREATED)
    BegunView enrol(@Valid @RequestBody Enrolment body, HttpServletRequest request) {
        return BegunView.of(own.enrol(body.name(), body.password(), ClientInfo.of(request)));
    }

    /** Logs out the account's other browsers, which got in without a code. */
    @PostMapping("/confirm")
    RecoveryCodeList confirm(Caller caller, @Valid @RequestBody FirstCode body) {
        return new RecoveryCodeList(own.confirm(caller, body.secondFactorCode()));
    }

    @PostMapping("/recovery-codes")
    @ResponseStatus(HttpStatus.CREATED)
    RecoveryCodeList renew(Caller caller, @Valid @RequestBody Proof body) {
        return new RecoveryCodeList(own.renewRecoveryCodes(caller, body.currentPassword(), body.secondFactorCode()));
    }

    @PostMapping("/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @Valid @RequestBody Proof body) {
        own.remove(caller, body.currentPassword(), body.secondFactorCode());
    }
}
