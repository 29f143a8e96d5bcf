package io.tableorder.cli;

import io.tableorder.cli.setup.PlatformApi;
import io.tableorder.cli.setup.Refusal;
import io.tableorder.cli.setup.Setup;
import io.tableorder.cli.setup.Terminal;
import io.tableorder.operability.settings.CommandSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "setup",
        description = {
            "Leads from an empty platform to a table on which guests can order: an operator, a chain, a store, their admins,"
                    + " tables, a menu, and a code that pairs a tablet.",
            "Asks for what no option says, where there is a terminal. What is there already stays as it is."
        })
final class SetupCommand extends SettingsCommand implements Callable<Integer> {

    private static final String LOCAL = "http://127.0.0.1:8080";

    /** The longest anybody takes to answer the questions. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    /** How the platform calls whoever holds the keys and uses no account. */
    private static final String SUBJECT = "orders-setup";

    private final Map<String, String> variables;
    private final Terminal terminal;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "Where order-api listens. Default: ORDER_API_URL, else " + LOCAL + ".")
    private @Nullable URI api;

    @Option(
            names = "--pages",
            paramLabel = "URL",
            description =
                    "Where browsers find the pages, for the addresses that are shown. Default: PAGES_URL, else as --api.")
    private @Nullable URI pages;

    @Option(
            names = "--code",
            description = "Makes a code for the set-up page in a browser, which does the same, and nothing else.")
    private boolean code;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private SetupOptions options;

    SetupCommand(CommandSettings settings, Map<String, String> variables, Terminal terminal) {
        super(settings);
        this.variables = variables;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        long begin = System.nanoTime();
        URI where = api == null ? URI.create(variables.getOrDefault("ORDER_API_URL", LOCAL)) : api;
        PlatformApi nobody = PlatformApi.at(where);
        PlatformApi signed = nobody.as(SignedOperator.by(settings, SUBJECT, LIFETIME));
        try {
            if (code) {
                tellCode(Setup.code(signed), pagesAt(where));
            } else {
                setUp(new Setup(nobody, terminal), signed, pagesAt(where));
                say("Done in %d s."
                        .formatted(Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
            }
            return ExitCode.OK;
        } catch (Refusal refused) {
            throw new CommandFailedException(String.valueOf(refused.getMessage()));
        }
    }

    private String pagesAt(URI where) {
        return pages == null ? variables.getOrDefault("PAGES_URL", where.toString()) : pages.toString();
    }

    private void tellCode(String made, String at) {
        say("Open %s/setup#code=%s".formatted(at, made));
        say("The code is good for 15 minutes, once, and until there is an operator.");
    }

    private void setUp(Setup setup, PlatformApi signed, String at) {
        SetupQuestions questions = new SetupQuestions(options, variables, terminal);
        List<String> missing = questions.missing();
        if (!missing.isEmpty()) {
            throw refused("There is no terminal to ask at, so options are needed: " + String.join(", ", missing));
        }
        PlatformApi operator = questions.untilTaken(() -> setup.operator(signed, questions.operator()));
        say("Operator: logs in at %s/platform".formatted(at));
        PlatformApi chainAdmin = questions.untilTaken(() -> setup.chain(operator, questions.chain()));
        say("Chain: its admin logs in at %s/chain".formatted(at));
        PlatformApi storeAdmin = questions.untilTaken(() -> setup.store(chainAdmin, questions.store()));
        say("Store: its admin logs in at %s/admin".formatted(at));
        Setup.AddedTables tables =
                questions.untilTaken(() -> Setup.tables(storeAdmin, questions.tables(), questions.tablePassword()));
        tell("tables", tables.added());
        tell("dishes", questions.untilTaken(() -> Setup.menu(storeAdmin, questions.dishes())));
        Setup.pairing(storeAdmin, tables.first()).ifPresent(pairing -> {
            say("Tablet of table %d: open %s/tablet#pair=%s".formatted(pairing.tableNumber(), at, pairing.code()));
            say("The code is good for 10 minutes, once. More of them: %s/admin, 기기 (Devices).".formatted(at));
        });
    }

    private void tell(String what, Setup.Added added) {
        if (added.all() > 0) {
            say("%d %s, %d of them new".formatted(added.all(), what, added.added()));
        }
    }

    private void say(String text) {
        PrintWriter out = out();
        out.println(text);
        out.flush();
    }
}
