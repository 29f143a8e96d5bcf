package io.tableorder.api.account;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.account.StaffView.StaffList;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.Secret;
import io.tableorder.event.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
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

/**
 * Keeps up a store's accounts. Store admins manage staff, chain admins the store's admins too, and everybody their own password.
 * A new password, another role, disabling and deleting end what somebody was logged in with, in all services.
 */
@RestController
@RequestMapping(path = "/api/v1/admin/staff", produces = MediaType.APPLICATION_JSON_VALUE)
final class StaffController {

    private static final String ROLES = "staff|store_admin";

    /** @param password absent for whoever is invited to choose it */
    record NewStaff(
            @NotNull @Pattern(regexp = Bounds.USERNAME) String username,

            @Nullable @Password Secret password,

            @Nullable @Pattern(regexp = ROLES) String role) {

        Role roleOrStaff() {
            return role == null ? Role.STAFF : Role.of(role);
        }
    }

    /**
     * Changes what is given; null leaves a value as it is.
     *
     * @param currentPassword with one's own new password, unless one has logged in a moment ago
     */
    record StaffChange(
            @Nullable @Password Secret password,

            @Nullable @Pattern(regexp = ROLES) String role,
            @Nullable Boolean disabled,
            @Nullable Secret currentPassword) {

        boolean isPasswordOnly() {
            return password != null && role == null && disabled == null;
        }
    }

    record Unlock(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_LOGIN_FIELD)
            String username) {}

    private final StaffAccounts accounts;
    private final AccountUpkeep upkeep;
    private final LoginGuard guard;
    private final LoginTrail trail;
    private final SecondFactorResets resets;

    StaffController(
            StaffAccounts accounts,
            AccountUpkeep upkeep,
            LoginGuard guard,
            LoginTrail trail,
            SecondFactorResets resets) {
        this.accounts = accounts;
        this.upkeep = upkeep;
        this.guard = guard;
        this.trail = trail;
        this.resets = resets;
    }

    /** Lets a name that was locked after failures log in at once. */
    @PostMapping("/unlock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlock(OwnStore store, @Valid @RequestBody Unlock body) {
        LoginName.OfStore name = new LoginName.OfStore(store.storeId(), body.username());
        guard.unlock(name);
        trail.unlocked(store, name);
    }

    @GetMapping
    StaffList list(OwnStore store) {
        return new StaffList(
                store.storeId(),
                accounts.ofStore(store.storeId()).stream().map(StaffView::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<StaffView> create(Write write, @Valid @RequestBody NewStaff body) {
        Answered<StaffView> created = upkeep.create(write, body);
        return created.answer(HttpStatus.CREATED)
                .eTag("\"" + created.answer().version() + "\"")
                .body(created.answer());
    }

    @PatchMapping("/{account_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    ResponseEntity<StaffView> change(
            Write write, @PathVariable("account_id") String accountId, @Valid @RequestBody StaffChange body) {
        return upkeep.change(write, accountId, body)
                .map(changed -> changed.answer(HttpStatus.OK)
                        .eTag("\"" + changed.answer().version() + "\"")
                        .body(changed.answer()))
                .orElseGet(Answered::later);
    }

    /** Lets somebody log in with the password alone who has lost phone and recovery codes. */
    @DeleteMapping("/{account_id}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetSecondFactor(OwnStore store, @PathVariable("account_id") String accountId) {
        resets.reset(new ManagedAccount.OfStore(store.caller(), store.storeId(), accountId));
    }

    @DeleteMapping("/{account_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> delete(Write write, @PathVariable("account_id") String accountId) {
        return upkeep.delete(write, accountId)
                .map(deleted -> deleted.answer(HttpStatus.NO_CONTENT).<Void>build())
                .orElseGet(Answered::later);
    }
}
