package io.tableorder.api.account;

import io.tableorder.api.account.StaffView.StaffList;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.Secret;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import io.tableorder.operability.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
 * A store's accounts. Store admins manage staff, and their own password; chain admins manage the store's admins too. A
 * token already given out holds until it expires.
 */
@RestController
@RequestMapping(path = "/api/v1/admin/staff", produces = MediaType.APPLICATION_JSON_VALUE)
final class StaffController {

    private static final String ROLES = "staff|store_admin";

    private static final Wording USERNAME_TAKEN =
            new Wording("이미 사용 중인 아이디입니다: %s", "The username %s is taken in this store");
    private static final Wording NO_SUCH_ACCOUNT = new Wording("계정을 찾을 수 없습니다", "There is no such account");
    private static final Wording ADMINS_BY_CHAIN =
            new Wording("매장 관리자 계정은 체인 관리자만 다룰 수 있습니다", "Only a chain admin manages store admins");

    record NewStaff(
            @NotNull @Pattern(regexp = Bounds.USERNAME) String username,

            @NotNull @Password(min = Bounds.MINIMUM_PASSWORD)
            Secret password,

            @Nullable @Pattern(regexp = ROLES) String role) {

        Role roleOrStaff() {
            return role == null ? Role.STAFF : Role.of(role);
        }
    }

    /** Null leaves a value as it is. */
    record StaffChange(
            @Nullable @Password(min = Bounds.MINIMUM_PASSWORD)
            Secret password,

            @Nullable @Pattern(regexp = ROLES) String role,
            @Nullable Boolean disabled) {

        boolean isPasswordOnly() {
            return role == null && disabled == null;
        }
    }

    private final StaffAccounts accounts;

    StaffController(StaffAccounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    StaffList list(OwnStore store) {
        return new StaffList(
                store.storeId(),
                accounts.ofStore(store.storeId()).stream().map(StaffView::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    StaffView create(OwnStore store, @Valid @RequestBody NewStaff body) {
        Role role = body.roleOrStaff();
        requireMayManage(store.caller(), role);
        return accounts.create(store.caller().chainId(), store.storeId(), body.username(), role, body.password())
                .map(StaffView::of)
                .orElseThrow(() -> new ProblemException(ErrorCode.CONFLICT, USERNAME_TAKEN.with(body.username())));
    }

    @PatchMapping("/{account_id}")
    StaffView change(
            OwnStore store, @PathVariable("account_id") String accountId, @Valid @RequestBody StaffChange body) {
        StaffAccount account = account(store, accountId);
        Role role = body.role() == null ? null : Role.of(body.role());
        boolean ownPassword = accountId.equals(store.caller().subject()) && body.isPasswordOnly();
        if (!ownPassword) {
            requireMayManage(store.caller(), account.role());
            requireMayManage(store.caller(), role == null ? account.role() : role);
        }
        accounts.change(accountId, body.password(), role, body.disabled());
        return StaffView.of(account(store, accountId));
    }

    @DeleteMapping("/{account_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(OwnStore store, @PathVariable("account_id") String accountId) {
        requireMayManage(store.caller(), account(store, accountId).role());
        accounts.delete(accountId);
    }

    private StaffAccount account(OwnStore store, String accountId) {
        return accounts.ofStore(store.storeId(), accountId)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, NO_SUCH_ACCOUNT));
    }

    private static void requireMayManage(Caller caller, Role role) {
        if (role != Role.STAFF && caller.role() != Role.CHAIN_ADMIN) {
            throw new ProblemException(ErrorCode.FORBIDDEN, ADMINS_BY_CHAIN);
        }
    }
}
