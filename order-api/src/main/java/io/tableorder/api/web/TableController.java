package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.account.TableCredentials;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.PasswordNames;
import io.tableorder.api.validation.Secret;
import io.tableorder.api.web.OrderBodies.NewOrderForTable;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.board.OrderView;
import io.tableorder.decide.OrderCommand;
import io.tableorder.decide.TableCommand;
import io.tableorder.event.Ids;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.store.Receipt;
import io.tableorder.store.Versions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
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

/** Keeps up tables and the sessions at them. */
@RestController
@RequestMapping(path = "/api/v1/admin/tables", produces = MediaType.APPLICATION_JSON_VALUE)
final class TableController {

    private static final String TABLE_PASSWORD = "table_password";

    record NewTable(
            @NotNull @Min(1) @Max(Bounds.MAXIMUM_TABLE_NUMBER)
            Integer tableNumber,

            @NotNull @Password Secret tablePassword,

            @Nullable @DisplayName(max = Bounds.MAXIMUM_NAME, mayBeEmpty = true)
            String tableName,

            @Nullable @DisplayName(max = Bounds.MAXIMUM_NAME, mayBeEmpty = true)
            String area) {}

    /** Null leaves a value as it is; an empty text clears it. A new password lets nobody stay in who was let in before. */
    record TableChange(
            @Nullable @Min(1) @Max(Bounds.MAXIMUM_TABLE_NUMBER)
            Integer tableNumber,

            @Nullable @DisplayName(max = Bounds.MAXIMUM_NAME, mayBeEmpty = true)
            String tableName,

            @Nullable @DisplayName(max = Bounds.MAXIMUM_NAME, mayBeEmpty = true)
            String area,

            @Nullable @Password Secret tablePassword) {

        TableCommand.ChangeTable toCommand(String tableId, @Nullable Integer expectedVersion) {
            return new TableCommand.ChangeTable(
                    tableId, tableNumber, tableName, area, tablePassword != null, expectedVersion);
        }
    }

    record ChangedTable(
            String tableId,
            String storeId,
            int tableNumber,
            @Nullable String tableName,
            @Nullable String area,
            int version) {

        static @Nullable ChangedTable of(String storeId, Receipt receipt) {
            return switch (receipt.event()) {
                case TableEvent.Added(var id, int number) -> of(storeId, id, number, null, null);
                case TableEvent.Changed(var id, int number, var name, var area) -> of(storeId, id, number, name, area);
                default -> null;
            };
        }

        private static ChangedTable of(
                String storeId, String id, int number, @Nullable String name, @Nullable String area) {
            return new ChangedTable(id, storeId, number, name, area, Versions.ofTable(number, name, area));
        }
    }

    /**
     * This says which session is meant and what was seen of it; absent accepts any.
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
    private final OrderAnswers answers;
    private final TableCredentials credentials;

    TableController(CommandDesk desk, OrderAnswers answers, TableCredentials credentials) {
        this.answers = answers;
        this.desk = desk;
        this.credentials = credentials;
    }

    /** Writes the credential first, for a table nobody can log in to is worse than a credential that opens nothing. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ChangedTable> add(Write write, @Valid @RequestBody NewTable body) {
        PasswordNames.refuse(TABLE_PASSWORD, body.tablePassword(), List.of(write.storeId()));
        String newTableId = Ids.next();
        credentials.create(write.storeId(), newTableId, body.tableNumber(), body.tablePassword());
        Accepted accepted;
        try {
            accepted = desk.submit(
                    write,
                    body,
                    new TableCommand.AddTable(newTableId, body.tableNumber(), body.tableName(), body.area()));
        } catch (ProblemException refused) {
            credentials.forget(newTableId);
            throw refused;
        }
        ChangedTable table = accepted.body(receipt -> ChangedTable.of(write.storeId(), receipt), _ -> null);
        if (!table.tableId().equals(newTableId)) {
            // An earlier try made the table, under another id.
            credentials.forget(newTableId);
        }
        return Answers.of(HttpStatus.CREATED, accepted, table.version(), table);
    }

    /**
     * Sets a new password first: should the event fail, the old one opens nothing any more, and a repetition completes
     * it.
     */
    @PatchMapping("/{table_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    ResponseEntity<ChangedTable> change(
            Write write, @PathVariable("table_id") String tableId, @Valid @RequestBody TableChange body) {
        Secret password = body.tablePassword();
        PasswordNames.refuse(TABLE_PASSWORD, password, List.of(write.storeId()));
        if (password != null) {
            credentials.change(write, tableId, password);
        }
        Accepted accepted = desk.submit(write, body, version -> body.toCommand(tableId, version));
        ChangedTable table = accepted.body(receipt -> ChangedTable.of(write.storeId(), receipt), _ -> null);
        return Answers.of(HttpStatus.OK, accepted, table.version(), table);
    }

    @DeleteMapping("/{table_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> remove(Write write, @PathVariable("table_id") String tableId) {
        Accepted accepted = desk.submit(write, null, new TableCommand.RemoveTable(tableId));
        credentials.remove(tableId);
        return Answers.gone(accepted);
    }

    /** Staff order for guests who cannot or do not want to. The order's actor is the account. */
    @PostMapping("/{table_id}/orders")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OrderView> orderFor(
            Write write, @PathVariable("table_id") String tableId, @Valid @RequestBody NewOrderForTable body) {
        if (body.tableId() != null && !body.tableId().equals(tableId)) {
            throw ProblemException.invalid("table_id", ApiText.OTHER_TABLE.with(tableId));
        }
        var command = new OrderCommand.PlaceOrder(Ids.next(), Ids.next(), tableId, body.lines());
        return answers.of(HttpStatus.CREATED, write, desk.submit(write, body, command));
    }

    @PostMapping("/{table_id}/end-session")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = SessionController.SESSION_VERSION)
    ResponseEntity<EndedSessionView> endSession(
            Write write,
            @PathVariable("table_id") String tableId,
            @Valid @RequestBody(required = false) @Nullable SessionEnd body) {
        SessionEnd end = body == null ? SessionEnd.OF_ANY : body;
        Accepted accepted = desk.submit(write, body, version -> end.toCommand(tableId, version));
        return Answers.of(HttpStatus.OK, accepted, accepted.body(EndedSessionView::of, _ -> null));
    }
}
