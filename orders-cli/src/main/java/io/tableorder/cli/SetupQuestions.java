package io.tableorder.cli;

import io.tableorder.cli.setup.Dish;
import io.tableorder.cli.setup.Refusal;
import io.tableorder.cli.setup.Setup;
import io.tableorder.cli.setup.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the set-up has to know: from the options and variables, else from whoever sits at the terminal. Where nobody does,
 * what is missing is said all at once.
 */
final class SetupQuestions {

    private static final int MAXIMUM_TABLES = 200;
    private static final int USUAL_TABLES = 10;

    private final SetupOptions options;
    private final Map<String, String> variables;
    private final Terminal terminal;
    private final List<String> missing = new ArrayList<>();
    private int asked;

    SetupQuestions(SetupOptions options, Map<String, String> variables, Terminal terminal) {
        this.options = options;
        this.variables = variables;
        this.terminal = terminal;
    }

    /** Returns what no option tells and nobody can be asked for. */
    List<String> missing() {
        if (!terminal.isThere()) {
            operator();
            chain();
            store();
        }
        return List.copyOf(missing);
    }

    Setup.Account operator() {
        return account(
                "Operator, who runs the platform",
                "--operator",
                options.operator,
                "operator",
                "OPERATOR",
                options.operatorPassword);
    }

    Setup.Chain chain() {
        String name = text("Chain: what is it called?", "--chain-name", options.chainName, null);
        String id = text("Chain's id: small letters, digits, -", "--chain", options.chain, "my-chain");
        return new Setup.Chain(
                id,
                name,
                account("Chain's admin", "--chain-admin", options.chainAdmin, "boss", "CHAIN", options.chainPassword));
    }

    Setup.Store store() {
        String name = text("Store: what is it called?", "--store-name", options.storeName, null);
        String id = text("Store's id: small letters, digits, -", "--store", options.store, "my-store");
        String zone = optional("Time zone", options.timeZone, "Asia/Seoul");
        String currency = optional("Currency", options.currency, "KRW");
        return new Setup.Store(
                id,
                name,
                zone,
                currency,
                account(
                        "Store's admin",
                        "--store-admin",
                        options.storeAdmin,
                        "manager",
                        "STORE",
                        options.storePassword));
    }

    /** Asks again as long as what was typed is refused; what an option says is refused for good. */
    <T> T untilTaken(Supplier<T> step) {
        while (true) {
            int before = asked;
            try {
                return step.get();
            } catch (Refusal refused) {
                if (asked == before || refused.status() == 0) {
                    throw new CommandFailedException(String.valueOf(refused.getMessage()));
                }
                terminal.say("  " + refused.getMessage());
            }
        }
    }

    int tables() {
        if (options.tables != null) {
            return bounded(options.tables);
        }
        if (!terminal.isThere()) {
            return 0;
        }
        while (true) {
            String typed = ask("How many tables? [" + USUAL_TABLES + "] ");
            try {
                return bounded(typed.isEmpty() ? USUAL_TABLES : Integer.parseInt(typed));
            } catch (NumberFormatException | CommandFailedException again) {
                terminal.say("  A whole number from 0 to " + MAXIMUM_TABLES);
            }
        }
    }

    private static int bounded(int tables) {
        if (tables < 0 || tables > MAXIMUM_TABLES) {
            throw new CommandFailedException(
                    "--tables=" + tables + " is not usable; it takes a whole number from 0 to " + MAXIMUM_TABLES);
        }
        return tables;
    }

    @Nullable
    String tablePassword() {
        return options.tablePassword == null ? variable("TABLE") : options.tablePassword;
    }

    /** Returns what the options and the file say; what is typed if they say nothing. */
    List<Dish> dishes() {
        List<Dish> dishes = given();
        if (dishes.isEmpty() && terminal.isThere()) {
            terminal.say("Dishes, one a line: " + Dish.FORM + ", such as 식사/비빔밥/9000. An empty line ends the menu.");
            for (String typed = ask("Dish: "); !typed.isEmpty(); typed = ask("Dish: ")) {
                try {
                    dishes.add(Dish.parse(typed));
                } catch (IllegalArgumentException noDish) {
                    terminal.say("  " + noDish.getMessage());
                }
            }
        }
        return dishes;
    }

    private List<Dish> given() {
        List<String> lines = new ArrayList<>(options.dishes);
        try {
            if (options.menu != null) {
                lines.addAll(Files.readAllLines(options.menu));
            }
            return new ArrayList<>(lines.stream()
                    .filter(line -> !line.isBlank())
                    .map(Dish::parse)
                    .toList());
        } catch (IOException unreadable) {
            throw new CommandFailedException("The menu cannot be read: " + unreadable);
        } catch (IllegalArgumentException noDish) {
            throw new CommandFailedException(String.valueOf(noDish.getMessage()));
        }
    }

    private Setup.Account account(
            String who,
            String option,
            @Nullable String name,
            String otherwise,
            String variable,
            @Nullable String password) {
        String username = text(who + ": name", option, name, otherwise);
        String known = password == null ? variable(variable) : password;
        if (known != null) {
            return new Setup.Account(username, known);
        }
        if (!terminal.isThere()) {
            missing.add("--" + variable.toLowerCase(Locale.ROOT) + "-password or SETUP_" + variable + "_PASSWORD");
            return new Setup.Account(username, "");
        }
        return new Setup.Account(username, newPassword(who));
    }

    /** Returns nothing for an empty one, as Compose sets those that it is not given. */
    private @Nullable String variable(String who) {
        String value = variables.getOrDefault("SETUP_" + who + "_PASSWORD", "");
        return value.isEmpty() ? null : value;
    }

    private String newPassword(String who) {
        while (true) {
            String password = askSecret(who + ": password, 8 characters or more (not shown): ");
            if (password.equals(askSecret("The same again: "))) {
                return password;
            }
            terminal.say("  The two differ");
        }
    }

    private String text(String question, String option, @Nullable String value, @Nullable String otherwise) {
        if (value != null) {
            return value;
        }
        if (!terminal.isThere()) {
            missing.add(option);
            return "";
        }
        String shown = otherwise == null ? question + " " : question + " [" + otherwise + "] ";
        String typed = ask(shown);
        while (typed.isEmpty() && otherwise == null) {
            typed = ask(shown);
        }
        return typed.isEmpty() && otherwise != null ? otherwise : typed;
    }

    private String ask(String question) {
        asked++;
        return terminal.ask(question);
    }

    private String askSecret(String question) {
        asked++;
        return terminal.askSecret(question);
    }

    private String optional(String question, @Nullable String value, String otherwise) {
        return value == null && !terminal.isThere() ? otherwise : text(question, "", value, otherwise);
    }
}
