package io.tableorder.api.account;

import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.PlainText;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What only the platform's operator does. */
@RestController
final class PlatformController {

    private static final Logger log = LoggerFactory.getLogger(PlatformController.class);
    private static final Wording TAKEN = new Wording("이미 등록된 체인입니다: %s", "The chain id %s is taken");

    record NewChain(
            @NotNull @Pattern(regexp = Bounds.ID) String chainId,

            @NotNull @PlainText(min = 1, max = Bounds.MAXIMUM_NAME)
            String chainName,

            @NotNull @Pattern(regexp = Bounds.USERNAME) String username,

            @NotNull @Password(min = Bounds.MINIMUM_PASSWORD)
            Secret password) {}

    record ChainView(String chainId, String chainName, String username) {}

    private final StaffAccounts accounts;

    PlatformController(StaffAccounts accounts) {
        this.accounts = accounts;
    }

    /** Opens a chain with its first admin. */
    @PostMapping(path = "/api/v1/platform/chains", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ChainView open(@Valid @RequestBody NewChain body) {
        StaffAccount admin = accounts.createChain(body.chainId(), body.chainName(), body.username(), body.password())
                .orElseThrow(() -> new ProblemException(ErrorCode.CONFLICT, TAKEN.with(body.chainId())));
        log.info("Chain opened: chain_id={} account_id={}", admin.chainId(), admin.accountId());
        return new ChainView(body.chainId(), body.chainName(), body.username());
    }
}
