package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.query.StoreView;
import io.tableorder.api.web.StoreBodies.OwnStoreChange;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes what a store's admins decide themselves about their store. */
@RestController
final class OwnStoreController {

    private final CommandDesk desk;
    private final StoreAnswers answers;

    OwnStoreController(CommandDesk desk, StoreAnswers answers) {
        this.desk = desk;
        this.answers = answers;
    }

    @PatchMapping(path = "/api/v1/admin/store", produces = MediaType.APPLICATION_JSON_VALUE)
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    ResponseEntity<StoreView> changeOwn(Write write, @Valid @RequestBody OwnStoreChange body) {
        return answers.of(HttpStatus.OK, write.storeId(), desk.submit(write, body, body::toCommand));
    }
}
