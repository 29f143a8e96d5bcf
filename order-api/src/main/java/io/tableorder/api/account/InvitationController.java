package io.tableorder.api.account;

import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invites people to choose their password, again if they have lost it, and lets them. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
final class InvitationController {

    private static final String OF_STAFF = "/admin/staff/{account_id}/invitation";
    private static final String OF_OPERATOR = "/platform/operators/{account_id}/invitation";
    private static final String OF_CHAIN_ADMIN = "/platform/chains/{chain_id}/admins/{account_id}/invitation";

    record Acceptance(
            @NotNull Secret invitationCode,
            @NotNull @Password Secret password) {}

    /**
     * Who may log in now.
     *
     * @param chainId empty for operators
     * @param storeId absent for chain admins and operators
     */
    record AcceptedView(
            String username,
            String role,
            String chainId,
            @Nullable String storeId) {

        static AcceptedView of(StaffAccount account) {
            return new AcceptedView(
                    account.username(), account.role().wireName(), account.chainId(), account.storeId());
        }
    }

    private final Invitations invitations;
    private final AcceptedInvitations accepted;

    InvitationController(Invitations invitations, AcceptedInvitations accepted) {
        this.invitations = invitations;
        this.accepted = accepted;
    }

    @PostMapping("/auth/invitations/accept")
    AcceptedView accept(@Valid @RequestBody Acceptance body, HttpServletRequest request) {
        return AcceptedView.of(accepted.accept(body.invitationCode(), body.password(), ClientInfo.of(request)));
    }

    @PostMapping(OF_STAFF)
    @ResponseStatus(HttpStatus.CREATED)
    InvitationView inviteStaff(OwnStore store, @PathVariable("account_id") String accountId) {
        return invitations.again(new ManagedAccount.OfStore(store.caller(), store.storeId(), accountId));
    }

    @DeleteMapping(OF_STAFF)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeStaff(OwnStore store, @PathVariable("account_id") String accountId) {
        invitations.revoke(new ManagedAccount.OfStore(store.caller(), store.storeId(), accountId));
    }

    @PostMapping(OF_OPERATOR)
    @ResponseStatus(HttpStatus.CREATED)
    InvitationView inviteOperator(Caller operator, @PathVariable("account_id") String accountId) {
        return invitations.again(new ManagedAccount.OfOperator(operator, accountId));
    }

    @DeleteMapping(OF_OPERATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeOperator(Caller operator, @PathVariable("account_id") String accountId) {
        invitations.revoke(new ManagedAccount.OfOperator(operator, accountId));
    }

    @PostMapping(OF_CHAIN_ADMIN)
    @ResponseStatus(HttpStatus.CREATED)
    InvitationView inviteChainAdmin(
            Caller operator, @PathVariable("chain_id") String chainId, @PathVariable("account_id") String accountId) {
        return invitations.again(new ManagedAccount.OfChainAdmin(operator, chainId, accountId));
    }

    @DeleteMapping(OF_CHAIN_ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeChainAdmin(
            Caller operator, @PathVariable("chain_id") String chainId, @PathVariable("account_id") String accountId) {
        invitations.revoke(new ManagedAccount.OfChainAdmin(operator, chainId, accountId));
    }
}
