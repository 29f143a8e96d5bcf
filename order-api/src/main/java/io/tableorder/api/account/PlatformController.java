package io.tableorder.api.account;

import io.tableorder.api.account.PlatformChains.ListedChain;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** This is what only the platform's operator does. */
@RestController
final class PlatformController {

    private static final Logger log = LoggerFactory.getLogger(PlatformController.class);

    /** @param password absent for an admin who is invited to choose it */
    record NewChain(
            @NotNull @Pattern(regexp = Bounds.ID) String chainId,

            @NotNull @DisplayName(max = Bounds.MAXIMUM_NAME) String chainName,

            @NotNull @Pattern(regexp = Bounds.USERNAME) String username,

            @Nullable @Password Secret password) {}

    /** @param password absent for whoever is invited to choose it */
    record NewAdmin(
            @NotNull @Pattern(regexp = Bounds.USERNAME) String username,
            @Nullable @Password Secret password) {}

    /** @param invitation of an admin without a password; absent for others */
    record ChainView(
            String chainId,
            String chainName,
            String username,
            @Nullable InvitationView invitation) {

        ChainView with(@Nullable InvitationView made) {
            return new ChainView(chainId, chainName, username, made);
        }
    }

    record ChainChange(@NotNull Boolean disabled) {}

    record ChainState(String chainId, String chainName, boolean disabled) {}

    /** Null leaves a value as it is. */
    record AdminChange(
            @Nullable @Password Secret password, @Nullable Boolean disabled) {}

    record ChainList(List<ListedChain> chains) {}

    private final AccountUpkeep upkeep;
    private final PlatformChains chains;
    private final DisabledChains disabledChains;
    private final SecondFactorResets resets;

    PlatformController(
            AccountUpkeep upkeep, PlatformChains chains, DisabledChains disabledChains, SecondFactorResets resets) {
        this.disabledChains = disabledChains;
        this.chains = chains;
        this.upkeep = upkeep;
        this.resets = resets;
    }

    @GetMapping(path = "/api/v1/platform/chains", produces = MediaType.APPLICATION_JSON_VALUE)
    ChainList list() {
        return new ChainList(chains.all());
    }

    /** Opens a chain with its first admin, or gives a chain that is there another one. */
    @PostMapping(path = "/api/v1/platform/chains", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ChainView> open(Caller operator, HttpServletRequest request, @Valid @RequestBody NewChain body) {
        return upkeep.openChain(Write.of(operator, Write.PLATFORM, request), body)
                .answer(HttpStatus.CREATED, () -> logMade(body.chainId(), body.username()));
    }

    /** Makes another admin of a chain that is there. */
    @PostMapping(path = "/api/v1/platform/chains/{chain_id}/admins", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<StaffView> addAdmin(
            Caller operator,
            @PathVariable("chain_id") String chainId,
            HttpServletRequest request,
            @Valid @RequestBody NewAdmin body) {
        return upkeep.addChainAdmin(Write.of(operator, Write.PLATFORM, request), chainId, body)
                .answer(HttpStatus.CREATED, () -> logMade(chainId, body.username()));
    }

    private static void logMade(String chainId, String username) {
        log.info("Chain admin made: chain_id={} username={}", chainId, username);
    }

    /** Shuts a chain out with all of its people and tables, at once and in all services, or lets them log in again. */
    @PatchMapping(path = "/api/v1/platform/chains/{chain_id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ChainState> change(
            Caller operator,
            @PathVariable("chain_id") String chainId,
            HttpServletRequest request,
            @Valid @RequestBody ChainChange body) {
        return disabledChains
                .change(Write.of(operator, Write.PLATFORM, request), chainId, body)
                .map(changed -> changed.answer(
                        HttpStatus.OK,
                        () -> log.info("Chain changed: chain_id={} disabled={}", chainId, body.disabled())))
                .orElseGet(Answered::later);
    }

    /** Disables or enables a chain's admin, or sets a new password; what they were logged in with ends. */
    @PatchMapping(
            path = "/api/v1/platform/chains/{chain_id}/admins/{account_id}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<StaffView> changeAdmin(
            Caller operator,
            @PathVariable("chain_id") String chainId,
            @PathVariable("account_id") String accountId,
            HttpServletRequest request,
            @Valid @RequestBody AdminChange body) {
        return upkeep.changeChainAdmin(Write.of(operator, Write.PLATFORM, request), chainId, accountId, body)
                .map(changed -> changed.answer(
                        HttpStatus.OK,
                        () -> log.info("Chain admin changed: chain_id={} account_id={}", chainId, accountId)))
                .orElseGet(Answered::later);
    }

    /** Lets a chain's admin log in with the password alone who has lost phone and recovery codes. */
    @DeleteMapping("/api/v1/platform/chains/{chain_id}/admins/{account_id}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetSecondFactor(
            Caller operator, @PathVariable("chain_id") String chainId, @PathVariable("account_id") String accountId) {
        resets.reset(new ManagedAccount.OfChainAdmin(operator, chainId, accountId));
    }
}
