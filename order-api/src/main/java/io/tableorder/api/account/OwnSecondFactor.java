package io.tableorder.api.account;

import io.tableorder.api.account.SecondFactorController.SecondFactorView;
import io.tableorder.api.account.SecondFactors.Begun;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What somebody does about the second factor of their own account: all of it needs their password, and their code once there is one. */
@Component
final class OwnSecondFactor {

    private static final Logger log = LoggerFactory.getLogger(OwnSecondFactor.class);

    private final OwnPasswords ownPasswords;
    private final AccountProofs proofs;
    private final StaffAccounts accounts;
    private final SecondFactors factors;
    private final LoginFactors loginFactors;
    private final LoginGuard guard;
    private final Devices devices;

    OwnSecondFactor(
            OwnPasswords ownPasswords,
            AccountProofs proofs,
            StaffAccounts accounts,
            SecondFactors factors,
            LoginFactors loginFactors,
            LoginGuard guard,
            Devices devices) {
        this.ownPasswords = ownPasswords;
        this.proofs = proofs;
        this.accounts = accounts;
        this.factors = factors;
        this.loginFactors = loginFactors;
        this.guard = guard;
        this.devices = devices;
    }

    SecondFactorView view(Caller caller) {
        StaffAccount account = accountOf(caller);
        SecondFactors.State state = factors.state(account.accountId());
        return new SecondFactorView(
                state.addedAt() != null,
                loginFactors.isRequired(account.role()),
                state.addedAt(),
                state.recoveryCodesLeft());
    }

    Begun begin(Caller caller, Secret password, @Nullable Secret code) {
        StaffAccount account = ownPasswords.requireWithCode(caller, password, code);
        return factors.begin(account, Origin.of(caller));
    }

    /**
     * Begins for somebody who is not in, and may not get in without.
     *
     * @throws ProblemException 401 for a wrong password; 409 for whoever gets in otherwise
     */
    Begun enrol(LoginName name, Secret password, ClientInfo client) {
        StaffAccount account = proofs.prove(name, password, client, (known, _) -> {
            if (known.account().secondFactor()
                    || !loginFactors.isRequired(known.account().role())) {
                throw new ProblemException(ErrorCode.CONFLICT, ApiText.SECOND_FACTOR_AFTER_LOGIN);
            }
            return Optional.of(known.account());
        });
        return factors.begin(account, Origin.ofStranger());
    }

    /** Adds what was begun, with its first code, and returns new recovery codes. */
    List<String> confirm(Caller caller, Secret code) {
        StaffAccount account = accountOf(caller);
        Origin origin = Origin.of(caller);
        List<String> recoveryCodes;
        try {
            // The secret is the caller's own: what is bounded is the work.
            recoveryCodes = guard.again(
                    new LoginName.OfAccount(account.accountId()),
                    () -> factors.confirm(account, code, origin),
                    _ -> {});
        } catch (ProblemException refused) {
            throw refused.problem().code() == ErrorCode.AUTH_ERROR
                    ? ProblemException.invalid(OwnPasswords.CODE, ApiText.SECOND_FACTOR_CODE_WRONG)
                    : refused;
        }
        devices.logOutOthers(account.accountId(), caller.login().device());
        log.info("Second factor added: account_id={}", account.accountId());
        return recoveryCodes;
    }

    /** Makes ten new ones; those before are taken no more. */
    List<String> renewRecoveryCodes(Caller caller, Secret password, @Nullable Secret code) {
        return factors.renewRecoveryCodes(requireFactor(caller, password, code), Origin.of(caller));
    }

    /** @throws ProblemException 409 where the account has to have one */
    void remove(Caller caller, Secret password, @Nullable Secret code) {
        StaffAccount account = requireFactor(caller, password, code);
        if (loginFactors.isRequired(account.role())) {
            throw new ProblemException(ErrorCode.CONFLICT, ApiText.SECOND_FACTOR_REQUIRED);
        }
        factors.remove(account, Origin.of(caller));
        log.info("Second factor removed: account_id={}", account.accountId());
    }

    private StaffAccount requireFactor(Caller caller, Secret password, @Nullable Secret code) {
        StaffAccount account = ownPasswords.requireWithCode(caller, password, code);
        if (!account.secondFactor()) {
            throw new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SECOND_FACTOR);
        }
        return account;
    }

    /** Tokens that SECRET_KEY alone signs belong to no account. */
    private StaffAccount accountOf(Caller caller) {
        return accounts.byId(caller.subject())
                .map(StaffAccounts.WithHash::account)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_ACCOUNT));
    }
}
