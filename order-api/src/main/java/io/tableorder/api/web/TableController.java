package io.tableorder.api.web;

import io.tableorder.api.account.TableCredentials;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.Secret;
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

    private static final Logger log = LoggerFactory.getLogger(TableController.class);

    record NewTable(
            @NotNull @Min(1) @Max(Bounds.MAXIMUM_TABLE_NUMBER)
            Integer tableNumber,

            @NotNull @Password(min = Bounds.MINIMUM_TABLE_PASSWORD)
            Secret tablePassword) {}

    record TableView(String tableId, String storeId, int tableNumber) {}

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

    @PostMapping("/{table_id}/end-session")
    ResponseEntity<EndedSessionView> endSession(Write write, @PathVariable("table_id") String tableId) {
        Accepted accepted = desk.submit(write, null, new TableCommand.EndSession(tableId));
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
