package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.query.MenuView;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.web.MenuBodies.MenuChange;
import io.tableorder.api.web.MenuBodies.MenuOrder;
import io.tableorder.api.web.MenuBodies.NewMenu;
import io.tableorder.api.web.OptionBodies.OptionChange;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.decide.CatalogueCommand;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import jakarta.validation.Valid;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keeps up the menu. */
@RestController
@RequestMapping(path = "/api/v1/admin/menus", produces = MediaType.APPLICATION_JSON_VALUE)
final class MenuController {

    private final CommandDesk desk;
    private final InstantSource clock;

    MenuController(CommandDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MenuView> add(Write write, @Valid @RequestBody NewMenu body) {
        return answer(HttpStatus.CREATED, desk.submit(write, body, body.toCommand(Ids.next())));
    }

    @PatchMapping("/{menu_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    ResponseEntity<MenuView> change(
            Write write, @PathVariable("menu_id") String menuId, @Valid @RequestBody MenuChange body) {
        if (write.caller().role() == Role.STAFF && !body.isAvailabilityOnly()) {
            throw new ProblemException(ErrorCode.FORBIDDEN, ApiText.STAFF_AVAILABILITY_ONLY);
        }
        return answer(HttpStatus.OK, desk.submit(write, body, version -> body.toCommand(menuId, version)));
    }

    private ResponseEntity<MenuView> answer(HttpStatus status, Accepted accepted) {
        MenuView menu = accepted.body(
                receipt -> MenuView.of(receipt.menu(), receipt.time()),
                subject -> MenuView.of(subject.menu(), clock.instant()));
        return Answers.of(status, accepted, menu.version(), menu);
    }

    @PatchMapping("/{menu_id}/options/{option_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    ResponseEntity<MenuView> changeOption(
            Write write,
            @PathVariable("menu_id") String menuId,
            @PathVariable("option_id") String optionId,
            @Valid @RequestBody OptionChange body) {
        return answer(HttpStatus.OK, desk.submit(write, body, version -> body.toCommand(menuId, optionId, version)));
    }

    @DeleteMapping("/{menu_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> remove(Write write, @PathVariable("menu_id") String menuId) {
        return Answers.gone(desk.submit(write, null, version -> new CatalogueCommand.RemoveMenu(menuId, version)));
    }

    @PatchMapping("/order")
    ResponseEntity<MenuOrder> reorder(Write write, @Valid @RequestBody MenuOrder body) {
        Accepted accepted = desk.submit(write, body, body.toCommand());
        return Answers.of(HttpStatus.OK, accepted, accepted.body(MenuOrder::of, _ -> body));
    }
}
