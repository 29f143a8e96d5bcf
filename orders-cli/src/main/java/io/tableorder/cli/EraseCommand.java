package io.tableorder.cli;

import io.tableorder.cipher.ErasureRequest;
import io.tableorder.cli.erasure.PartyTexts;
import io.tableorder.cli.replay.LogReader;
import io.tableorder.event.Actor;
import io.tableorder.event.Role;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.projector.release.Writers;
import io.tableorder.wire.Json;
import io.tableorder.wire.Topics;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "erase",
        description = {
            "Erases for good what a party has written, and staff about its orders: notes and reasons.",
            "Orders, amounts and the log's hash chain stay as they are. The store's writer destroys the key and records who"
                    + " wanted it and why."
        },
        footer = {
            "",
            "Exit code 1: some texts are from before texts were enciphered, and stay readable in the log.",
            "The same again does no harm. See docs/runbooks/erasure.md."
        })
final class EraseCommand extends SettingsCommand implements Callable<Integer> {

    private static final int LONGEST_REASON = 500;

    @Option(names = "--store", required = true, paramLabel = "ID", description = "Whose party it was.")
    private String store = "";

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    private Party party;

    private static final class Party {
        @Option(names = "--session", paramLabel = "ID", description = "The party's session, which has ended.")
        private @Nullable String session;

        @Option(
                names = "--order",
                paramLabel = "ID",
                description = "One of the party's orders. What the whole party has written goes with it.")
        private @Nullable String order;
    }

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it is kept for ever, so it should name nobody.")
    private String reason = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who decides; by default who runs this.")
    private String by = "";

    @Option(names = "--dry-run", description = "Says what would be erased, and erases nothing.")
    private boolean dryRun;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private KafkaOption kafkaOption;

    EraseCommand(CommandSettings settings) {
        super(settings);
    }

    @Override
    public Integer call() {
        String given = reason.strip();
        if (given.isEmpty() || given.length() > LONGEST_REASON) {
            throw refused("--reason takes 1 to %d characters".formatted(LONGEST_REASON));
        }
        KafkaSettings kafka = kafkaOption.kafka(settings);
        int exitCode = ExitCode.OK;
        try (LogReader log = LogReader.open(kafka, Topics.ORDER_EVENTS)) {
            PartyTexts texts = new PartyTexts(log, store);
            for (String session : sessions(texts)) {
                exitCode = Math.max(exitCode, erase(kafka, texts, session, given));
            }
        }
        return exitCode;
    }

    private Set<String> sessions(PartyTexts texts) {
        if (party.session != null) {
            return Set.of(party.session);
        }
        Set<String> sessions = party.order == null ? Set.of() : texts.sessionsOf(party.order);
        if (sessions.isEmpty()) {
            throw new CommandFailedException("Store %s has no order %s".formatted(store, party.order));
        }
        return sessions;
    }

    private int erase(KafkaSettings kafka, PartyTexts texts, String session, String given) {
        PrintWriter out = out();
        PartyTexts.Found found = texts.ofSession(session);
        if (!found.exists()) {
            throw new CommandFailedException("Store %s has no session %s".formatted(store, session));
        }
        out.println("Session %s: %d texts of %d orders".formatted(session, found.texts(), found.orders()));
        if (found.plain() > 0) {
            out.println(
                    "  %d texts of its orders are from before texts were enciphered: they stay in the log, see docs/runbooks/erasure.md"
                            .formatted(found.plain()));
        }
        if (dryRun) {
            out.println("  Nothing is erased: this is a dry run.");
        } else {
            out.println("  " + told(ask(kafka, session, given)));
        }
        return found.plain() > 0 ? ExitCode.FAULT_FOUND : ExitCode.OK;
    }

    private static String told(ErasureRequest.Erased erased) {
        return erased.nothingLeft()
                ? "There was nothing left to erase."
                : "Erased; the log says so at " + erased.position() + ".";
    }

    private ErasureRequest.Erased ask(KafkaSettings kafka, String session, String given) {
        ErasureRequest request = new ErasureRequest(store, session, given, new Actor(Role.OPERATOR, by), null);
        try (Admin admin = KafkaClients.of(kafka).admin("orders-erase", Map.of())) {
            Writers writers = new Writers(() -> admin, new InstanceSignature(settings.security(), Clock.systemUTC()));
            return switch (writers.ask(ErasureRequest.PATH, request)) {
                case Writers.Reply.Done(byte[] body) -> Json.mapper().readValue(body, ErasureRequest.Erased.class);
                case Writers.Reply.Refused(String detail) ->
                    throw new CommandFailedException("The store's writer does not erase it: " + detail);
                case Writers.Reply.Unavailable(String detail) ->
                    throw new CommandFailedException("The erasure could not be brought to order-api: " + detail);
            };
        }
    }
}
