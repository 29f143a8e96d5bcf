package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.query.PrinterView;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.decide.PrinterCommand;
import io.tableorder.event.Ids;
import io.tableorder.event.Printer;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.SlipLanguage;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.settings.PrinterNetworks;
import io.tableorder.store.Receipt;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

/** Keeps up a store's printers, and has an order printed once more. */
@RestController
@RequestMapping(path = "/api/v1/admin/printers", produces = MediaType.APPLICATION_JSON_VALUE)
final class PrinterController {

    /** Letters of a line with the font that printers begin with, on paper of 80 mm. */
    private static final int USUAL_COLUMNS = 42;

    /**
     * @param stationIds of the stations that it prints for; everything when absent or empty
     * @param columns so many letters as wide as a digit are in a line: 32 on paper of 58 mm, 42 or 48 on 80 mm; 42 when absent
     * @param language of the fixed words on its slips; Korean when absent
     * @param confirms whether it answers when it is asked for its state, which nearly all do; true when absent
     */
    record NewPrinter(
            @NotNull @DisplayName(max = Bounds.MAXIMUM_PRINTER_NAME)
            String printerName,

            @NotNull String address,

            @Nullable @Size(max = Bounds.MAXIMUM_STATIONS_OF_PRINTER)
            List<@NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String> stationIds,

            @Nullable @Min(Bounds.MINIMUM_COLUMNS) @Max(Bounds.MAXIMUM_COLUMNS)
            Integer columns,

            @Nullable SlipLanguage language,
            @Nullable Boolean confirms) {

        PrinterCommand.AddPrinter toCommand(String printerId) {
            return new PrinterCommand.AddPrinter(new Printer(
                    printerId,
                    printerName,
                    address,
                    stationIds == null ? List.of() : stationIds,
                    Objects.requireNonNullElse(columns, USUAL_COLUMNS),
                    Objects.requireNonNullElse(language, SlipLanguage.KO),
                    Objects.requireNonNullElse(confirms, true)));
        }
    }

    /** Changes what is given; null leaves a value as it is, and a list is the whole new one. */
    record PrinterChange(
            @Nullable @DisplayName(max = Bounds.MAXIMUM_PRINTER_NAME)
            String printerName,

            @Nullable String address,

            @Nullable @Size(max = Bounds.MAXIMUM_STATIONS_OF_PRINTER)
            List<@NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String> stationIds,

            @Nullable @Min(Bounds.MINIMUM_COLUMNS) @Max(Bounds.MAXIMUM_COLUMNS)
            Integer columns,

            @Nullable SlipLanguage language,
            @Nullable Boolean confirms) {

        PrinterCommand.ChangePrinter toCommand(String printerId, @Nullable Integer expectedVersion) {
            return new PrinterCommand.ChangePrinter(
                    printerId, printerName, address, stationIds, columns, language, confirms, expectedVersion);
        }
    }

    record NewReprint(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String orderId) {}

    /** This is what will be printed once more. */
    record Reprint(String printerId, String orderId) {}

    private final CommandDesk desk;
    private final PrinterNetworks networks;

    PrinterController(CommandDesk desk, PrinterNetworks networks) {
        this.desk = desk;
        this.networks = networks;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PrinterView> add(Write write, @Valid @RequestBody NewPrinter body) {
        requireAllowed(body.address());
        return answer(HttpStatus.CREATED, desk.submit(write, body, body.toCommand(Ids.next())));
    }

    @PatchMapping("/{printer_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    ResponseEntity<PrinterView> change(
            Write write, @PathVariable("printer_id") String printerId, @Valid @RequestBody PrinterChange body) {
        if (body.address() != null) {
            requireAllowed(body.address());
        }
        return answer(HttpStatus.OK, desk.submit(write, body, version -> body.toCommand(printerId, version)));
    }

    @DeleteMapping("/{printer_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> remove(Write write, @PathVariable("printer_id") String printerId) {
        return Answers.gone(desk.submit(write, null, version -> new PrinterCommand.RemovePrinter(printerId, version)));
    }

    @PostMapping("/{printer_id}/reprints")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Reprint> reprint(
            Write write, @PathVariable("printer_id") String printerId, @Valid @RequestBody NewReprint body) {
        Accepted accepted = desk.submit(write, body, new PrinterCommand.RequestReprint(printerId, body.orderId()));
        return Answers.of(HttpStatus.CREATED, accepted, new Reprint(printerId, body.orderId()));
    }

    /** What is kept is checked again before each connection: the setting may have changed since. */
    private void requireAllowed(String address) {
        if (!PrinterNetworks.isWellFormed(address)) {
            throw ProblemException.invalid("address", ApiText.PRINTER_ADDRESS_MALFORMED);
        }
        if (networks.allowed(address).isEmpty()) {
            throw ProblemException.invalid("address", ApiText.PRINTER_ADDRESS_NOT_ALLOWED);
        }
    }

    private static ResponseEntity<PrinterView> answer(HttpStatus status, Accepted accepted) {
        PrinterView printer = accepted.body(PrinterController::view, subject -> view(subject.printer()));
        return Answers.of(status, accepted, printer.version(), printer);
    }

    private static @Nullable PrinterView view(Receipt receipt) {
        return switch (receipt.event()) {
            case PrinterEvent.Added(Printer printer) -> PrinterView.of(printer);
            case PrinterEvent.Changed(Printer printer) -> PrinterView.of(printer);
            default -> null;
        };
    }

    private static @Nullable PrinterView view(@Nullable Printer printer) {
        return printer == null ? null : PrinterView.of(printer);
    }
}
