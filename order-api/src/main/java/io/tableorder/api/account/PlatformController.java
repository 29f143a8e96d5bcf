package io.tableorder.api.account;

import io.tableorder.api.idempotency.Write;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** This is what only the platform's operator does. */
@RestController
final class PlatformController {

    private static final Logger log = LoggerFactory.getLogger(PlatformController.class);

    record NewChain(
            @NotNull @Pattern(regexp = Bounds.ID) String chainId,

            @NotNull @DisplayName(max = Bounds.MAXIMUM_NAME) String chainName,

            @NotNull @Pattern(regexp = Bounds.USERNAME) String username,

            @NotNull @Password(min = Bounds.MINIMUM_PASSWORD)
            Secret password) {}

    record ChainView(String chainId, String chainName, String username) {}

    private final AccountUpkeep upkeep;

    PlatformController(AccountUpkeep upkeep) {
        this.upkeep = upkeep;
    }

    /** Opens a chain with its first admin. */
    @PostMapping(path = "/api/v1/platform/chains", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ChainView> open(Caller operator, HttpServletRequest request, @Valid @RequestBody NewChain body) {
        Answered<ChainView> opened = upkeep.openChain(Write.of(operator, Write.PLATFORM, request), body);
        if (!opened.replayed()) {
            log.info("Chain opened: chain_id={}", body.chainId());
        }
        return opened.answer(HttpStatus.CREATED).body(opened.answer());
    }
}
