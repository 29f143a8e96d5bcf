package io.tableorder.api.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.account.InvitationView;
import io.tableorder.api.account.StoreAdmins;
import io.tableorder.api.account.StoreScope;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.query.StoreView;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.PasswordNames;
import io.tableorder.api.validation.Secret;
import io.tableorder.api.web.StoreBodies.StoreChange;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.decide.LifecycleCommand;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Opens and changes a chain's stores. */
@RestController
@RequestMapping(path = "/api/v1/chain/stores", produces = MediaType.APPLICATION_JSON_VALUE)
final class ChainStoreController {

    private static final String DEFAULT_TIME_ZONE = "Asia/Seoul";
    private static final String DEFAULT_CURRENCY = "KRW";

    record NewStore(
            @NotNull @Pattern(regexp = Bounds.ID) String storeId,

            @NotNull @DisplayName(max = Bounds.MAXIMUM_NAME) String storeName,

            @Nullable String timeZone,
            @Nullable String currency,
            @Nullable @Valid FirstAdmin admin) {

        LifecycleCommand.OpenStore toCommand(String chainId) {
            return new LifecycleCommand.OpenStore(
                    chainId,
                    storeName,
                    StoreBodies.zone(timeZone, DEFAULT_TIME_ZONE),
                    StoreBodies.currency(currency, DEFAULT_CURRENCY));
        }
    }

    /** @param password absent for whoever is invited to choose it */
    record FirstAdmin(
            @NotNull @Pattern(regexp = Bounds.USERNAME) String username,

            @Nullable @Password Secret password) {}

    /** @param adminInvitation of an admin without a password; absent for others */
    record OpenedStore(
            @JsonUnwrapped StoreView store, @Nullable InvitationView adminInvitation) {}

    private final CommandDesk desk;
    private final StoreScope scope;
    private final StoreAdmins admins;
    private final StoreAnswers answers;

    ChainStoreController(CommandDesk desk, StoreScope scope, StoreAdmins admins, StoreAnswers answers) {
        this.desk = desk;
        this.scope = scope;
        this.admins = admins;
        this.answers = answers;
    }

    /**
     * Opens the store first, then its admin: should the second fail, the same request with the same key completes it.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OpenedStore> open(Caller caller, HttpServletRequest request, @Valid @RequestBody NewStore body) {
        FirstAdmin admin = body.admin();
        if (admin != null) {
            List<String> names = List.of(admin.username(), body.storeId(), body.storeName(), caller.chainId());
            PasswordNames.refuse("admin.password", admin.password(), names);
        }
        Write write = Write.of(caller, body.storeId(), request);
        Accepted accepted = desk.submit(write, body, body.toCommand(caller.chainId()));
        StoreView store = answers.view(body.storeId(), accepted);
        scope.remember(store.storeId(), store.chainId());
        InvitationView invitation =
                admin == null ? null : admins.ensure(write, body, admin.username(), admin.password());
        return Answers.of(HttpStatus.CREATED, accepted, new OpenedStore(store, invitation));
    }

    @PatchMapping("/{store_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    ResponseEntity<StoreView> change(
            Caller caller,
            HttpServletRequest request,
            @PathVariable("store_id") String storeId,
            @Valid @RequestBody StoreChange body) {
        scope.requireOfChain(caller, storeId);
        Write write = Write.of(caller, storeId, request);
        return answers.of(HttpStatus.OK, storeId, desk.submit(write, body, body::toCommand));
    }
}
