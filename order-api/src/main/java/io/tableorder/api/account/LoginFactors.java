package io.tableorder.api.account;

import io.tableorder.api.account.SecondFactors.Verdict;
import io.tableorder.api.settings.LoginSettings;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Secret;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks those whose password was right for the code of their second factor, where there is one or has to be one. */
@Component
final class LoginFactors {

    /** @param recoveryCodes of a second factor that this login has added; else empty */
    record Passed(List<String> recoveryCodes) {}

    private final SecondFactors factors;
    private final LoginSettings settings;

    LoginFactors(SecondFactors factors, LoginSettings settings) {
        this.factors = factors;
        this.settings = settings;
    }

    /**
     * Lets somebody pass whose password was right.
     *
     * @param code null if none was sent
     * @param tried is told of a wrong one
     * @return empty for a wrong code
     * @throws ProblemException 401 where a code is needed; 403 where a second factor has to be set up first
     */
    Optional<Passed> pass(StaffAccount account, @Nullable Secret code, Tried tried) {
        if (account.secondFactor()) {
            if (code == null) {
                throw new ProblemException(ErrorCode.SECOND_FACTOR_NEEDED);
            }
            return check(account, code, tried, Origin.ofStranger())
                    ? Optional.of(new Passed(List.of()))
                    : Optional.empty();
        }
        if (!isRequired(account.role())) {
            return Optional.of(new Passed(List.of()));
        }
        if (code == null) {
            throw new ProblemException(ErrorCode.SECOND_FACTOR_SETUP_NEEDED);
        }
        Optional<List<String>> recoveryCodes = factors.confirm(account, code, Origin.ofStranger());
        if (recoveryCodes.isEmpty()) {
            tried.codeWas(ApiText.SECOND_FACTOR_CODE_WRONG);
        }
        return recoveryCodes.map(Passed::new);
    }

    /**
     * Takes the code of somebody who has a second factor.
     *
     * @param tried is told of a wrong one
     */
    boolean check(StaffAccount account, Secret code, Tried tried, Origin origin) {
        Verdict verdict = factors.check(account, code, origin);
        switch (verdict) {
            case PASSED -> {}
            case WRONG -> tried.codeWas(ApiText.SECOND_FACTOR_CODE_WRONG);
            case BLOCKED -> tried.codeWas(ApiText.SECOND_FACTOR_BLOCKED);
        }
        return verdict == Verdict.PASSED;
    }

    /** Whoever manages others has to have one, where the setting says so. */
    boolean isRequired(Role role) {
        return switch (role) {
            case CHAIN_ADMIN, OPERATOR -> settings.secondFactorRequired();
            case TABLE, STAFF, STORE_ADMIN -> false;
        };
    }
}
