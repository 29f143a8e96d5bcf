package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.account.TableCredentials;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.Secret;
import io.tableorder.api.web.OrderBodies.NewOrder;
import io.tableorder.board.OrderView;
import io.tableorder.decide.OrderCommand;
import io.tableorder.decide.StoreCommand;
import io.tableorder.decide.TableCommand;
import io.tableorder.event.Ids;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.store.Receipt;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tables and the sessions at them. */
@RestController
@RequestMapping(path = "/api/v1/admin/tables", produces = MediaType.APPLICATION_JSON_VALUE)
final class TableController {

    private static final String SESSION_VERSION =
            "The session_version of the board in quotes; 409 SESSION_CHANGED unless it is that";
    private static final Logger log = LoggerFactory.getLogger(TableController.class);

    record NewTable(
            @NotNull @Min(1) @Max(Bounds.MAXIMUM_TABLE_NUMBER)
            Integer tableNumber,

            @NotNull @Password(min = Bounds.MINIMUM_TABLE_PASSWORD)
            Secret tablePassword) {}

    record TableView(String tableId, String storeId, int tableNumber) {}

    /**
     * Which session is meant and what was seen of it; absent accepts any.
     *
     * @param unfinished what becomes of orders that are not completed; absent refuses while there are any
     */
    record SessionEnd(
            @Nullable @Size(min = 1, max = Bounds.MAXIMUM_ID)
            String sessionId,

            @Nullable @Min(0) Long expectedTotalAmount,
            @Nullable @Min(0) Integer expectedOrderCount,
            @Nullable @Pattern(regexp = "complete|cancel") String unfinished) {

        static final SessionEnd OF_ANY = new SessionEnd(null, null, null, null);

        TableCommand.EndSession toCommand(String tableId, @Nullable Integer expectedVersion) {
            return new TableCommand.EndSession(
                    tableId, sessionId, expectedTotalAmount, expectedOrderCount, fate(), expectedVersion);
        }

        private TableCommand.@Nullable Unfinished fate() {
            return unfinished == null ? null : TableCommand.Unfinished.valueOf(unfinished.toUpperCase(Locale.ROOT));
        }
    }

    record EndedSessionView(
            String tableId, int tableNumber, String sessionId, long totalSessionAmount, int orderCount) {

        static @Nullable EndedSessionView of(Receipt receipt) {
            return receipt.event() instanceof SessionEvent.Ended ended
                    ? new EndedSessionView(
                            ended.tableId(),
                            ended.tableNumber(),
                            ended.sessionId(),
                            ended.totalSessionAmount(),
                            ended.orderCount())
                    : null;
        }
    }

    private final CommandDesk desk;
    private final TableCredentials credentials;

    TableController(CommandDesk desk, TableCredentials credentials) {
        this.desk = desk;
        this.credentials = credentials;
    }

    /** The credential first, for a table nobody can log in to is worse than a credential that opens nothing. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TableView> add(Write write, @Valid @RequestBody NewTable body) {
        String newTableId = Ids.next();
        credentials.create(write.storeId(), newTableId, body.tableNumber(), body.tablePassword());
        Accepted accepted;
        try {
            accepted = desk.submit(write, body, new TableCommand.AddTable(newTableId, body.tableNumber()));
        } catch (ProblemException refused) {
            forget(newTableId);
            throw refused;
        }
        TableView table = accepted.body(receipt -> added(write, receipt), _ -> null);
        if (!table.tableId().equals(newTableId)) {
            // An earlier try made the table, under another id.
            forget(newTableId);
        }
        return accepted.answer(HttpStatus.CREATED).body(table);
    }

    private static @Nullable TableView added(Write write, Receipt receipt) {
        return receipt.event() instanceof TableEvent.Added added
                ? new TableView(added.tableId(), write.storeId(), added.tableNumber())
                : null;
    }

    @DeleteMapping("/{table_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> remove(Write write, @PathVariable("table_id") String tableId) {
        Accepted accepted = desk.submit(write, null, new TableCommand.RemoveTable(tableId));
        forget(tableId);
        return accepted.answer(HttpStatus.NO_CONTENT).build();
    }

    /** Staff order for guests who cannot or do not want to. The order's actor is the account. */
    @PostMapping("/{table_id}/orders")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OrderView> orderFor(
            Write write, @PathVariable("table_id") String tableId, @Valid @RequestBody NewOrder body) {
        var command = new OrderCommand.PlaceOrder(Ids.next(), Ids.next(), tableId, body.lines());
        return OrderAnswers.of(HttpStatus.CREATED, write, desk.submit(write, body, command));
    }

    @PostMapping("/{table_id}/end-session")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = SESSION_VERSION)
    ResponseEntity<EndedSessionView> endSession(
            Write write,
            @PathVariable("table_id") String tableId,
            @Valid @RequestBody(required = false) @Nullable SessionEnd body) {
        SessionEnd end = body == null ? SessionEnd.OF_ANY : body;
        Accepted accepted = desk.submit(
                write, body, (Function<@Nullable Integer, StoreCommand>) version -> end.toCommand(tableId, version));
        return accepted.answer(HttpStatus.OK).body(accepted.body(EndedSessionView::of, _ -> null));
    }

    /** Tidiness only: without its table a credential opens nothing, so this may fail. */
    private void forget(String tableId) {
        try {
            credentials.delete(tableId);
        } catch (RuntimeException e) {
            log.warn("The credential of table {}, which is not there, stays behind: {}", tableId, e.getMessage());
        }
    }
}
