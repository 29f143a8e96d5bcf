package io.tableorder.api.account;

import io.tableorder.api.account.PlatformController.AdminChange;
import io.tableorder.api.account.PlatformController.NewAdmin;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.PasswordNames;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets operators in by a name and a password, and keeps up who they are. The first is made by a set-up code. */
@RestController
@RequestMapping(path = "/api/v1/platform", produces = MediaType.APPLICATION_JSON_VALUE)
final class OperatorController {

    private static final Logger log = LoggerFactory.getLogger(OperatorController.class);

    /** @param secondFactorCode of those who have a second factor, or one of their recovery codes */
    record OperatorLogin(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_LOGIN_FIELD)
            String username,

            @NotNull Secret password,
            @Nullable Secret secondFactorCode) {}

    record FirstOperator(
            @NotNull Secret setupCode,

            @NotNull @Pattern(regexp = Bounds.USERNAME) String username,

            @NotNull @Password Secret password) {}

    record OperatorList(List<StaffView> operators) {}

    /** A code is told once; only its hash is kept. */
    record SetupCodeView(String setupCode, Instant expiresAt) {

        @Override
        public String toString() {
            return "SetupCodeView[setupCode=***]";
        }
    }

    private final Logins logins;
    private final KnownDevices devices;
    private final OperatorAccounts operators;
    private final SetupCodes codes;
    private final AccountUpkeep upkeep;
    private final SecondFactorResets resets;

    OperatorController(
            Logins logins,
            KnownDevices devices,
            OperatorAccounts operators,
            SetupCodes codes,
            AccountUpkeep upkeep,
            SecondFactorResets resets) {
        this.logins = logins;
        this.devices = devices;
        this.operators = operators;
        this.codes = codes;
        this.upkeep = upkeep;
        this.resets = resets;
    }

    @PostMapping("/login")
    LoginAnswer logIn(
            @Valid @RequestBody OperatorLogin login, HttpServletRequest request, HttpServletResponse response) {
        ClientInfo client = ClientInfo.of(request);
        var name = new LoginName.OfPlatform(login.username());
        LoginAnswer answer = logins.admin(name, login.password(), login.secondFactorCode(), client);
        devices.remember(name, client, request, response);
        return answer;
    }

    /** Makes the code for the first operator. Asked for again, it is another code, and the one before is none. */
    @PostMapping("/setup-codes")
    @ResponseStatus(HttpStatus.CREATED)
    SetupCodeView makeSetupCode(Caller operator) {
        SetupCodes.Made made = codes.make(operator);
        log.info("Set-up code made: by={}", operator.subject());
        return new SetupCodeView(made.code(), made.expiresAt());
    }

    @PostMapping("/setup")
    @ResponseStatus(HttpStatus.CREATED)
    StaffView setUp(@Valid @RequestBody FirstOperator body, HttpServletRequest request) {
        PasswordNames.refuse("password", body.password(), List.of(body.username()));
        StaffAccount first =
                operators.first(body.setupCode(), body.username(), body.password(), ClientInfo.of(request));
        log.info("First operator made: account_id={} username={}", first.accountId(), first.username());
        return StaffView.of(first);
    }

    @GetMapping("/operators")
    OperatorList list() {
        return new OperatorList(operators.all().stream().map(StaffView::of).toList());
    }

    @PostMapping("/operators")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<StaffView> add(Caller operator, HttpServletRequest request, @Valid @RequestBody NewAdmin body) {
        Answered<StaffView> added = upkeep.addOperator(Write.of(operator, Write.PLATFORM, request), body);
        return added.answer(HttpStatus.CREATED).body(added.answer());
    }

    /** Disables or enables an operator, or sets a new password; what they were logged in with ends. */
    @PatchMapping("/operators/{account_id}")
    ResponseEntity<StaffView> change(
            Caller operator,
            @PathVariable("account_id") String accountId,
            HttpServletRequest request,
            @Valid @RequestBody AdminChange body) {
        return upkeep.changeOperator(Write.of(operator, Write.PLATFORM, request), accountId, body)
                .map(changed -> changed.answer(HttpStatus.OK).body(changed.answer()))
                .orElseGet(Answered::later);
    }

    /** Lets another operator log in with the password alone who has lost phone and recovery codes. */
    @DeleteMapping("/operators/{account_id}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetSecondFactor(Caller operator, @PathVariable("account_id") String accountId) {
        resets.reset(new ManagedAccount.OfOperator(operator, accountId));
    }
}
