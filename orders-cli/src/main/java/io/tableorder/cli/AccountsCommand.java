package io.tableorder.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.cli.audit.AccountTrailWalk;
import io.tableorder.cli.replay.LogReader;
import io.tableorder.cli.setup.People;
import io.tableorder.cli.setup.PlatformApi;
import io.tableorder.cli.setup.Refusal;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.trail.AccountEvent;
import io.tableorder.trail.AccountEventCodec;
import io.tableorder.wire.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "accounts",
        description = {
            "Shows who logged in, failed to, or changed an account: a JSON object a line, byte for byte as in the topic.",
            "All of it is checked on the way, also what is not shown. Exit code 1 if something was altered or is missing."
        })
final class AccountsCommand implements Callable<Integer> {
    private static final String LOCAL = "http://127.0.0.1:8080";

    /** The token lives as long as a command takes whose answer is waited for. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    /** How the platform, and its trail, call whoever holds the keys and uses no account. */
    private static final String SUBJECT = "orders-accounts";

    private final CommandSettings settings;
    private final Map<String, String> variables;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Option(names = "--chain", paramLabel = "ID", description = "Leaves out other chains, and what is no chain's.")
    private @Nullable String chain;

    @Option(names = "--store", paramLabel = "ID", description = "Leaves out what is not of this store.")
    private @Nullable String store;

    @Option(names = "--account", paramLabel = "ID", description = "Leaves out what concerns other accounts.")
    private @Nullable String account;

    @Option(names = "--type", paramLabel = "TYPE", description = "Such as login.failed.v1.")
    private @Nullable String type;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private SpanOption span;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private KafkaOption kafkaOption;

    AccountsCommand(CommandSettings settings, Map<String, String> variables) {
        this.settings = settings;
        this.variables = variables;
    }

    @Command(
            name = "reset-second-factor",
            description = {
                "Lets an operator or a chain's admin log in with the password alone who has lost phone and recovery codes.",
                "What they were logged in with ends, and the account trail says that this command did it."
            })
    int resetSecondFactor(@Mixin PersonOption person) throws IOException {
        return with(person, (people, found) -> {
            people.resetSecondFactor(found);
            spec.commandLine().getOut().println(found.username() + " logs in with the password alone now.");
        });
    }

    @Command(
            name = "invite",
            description = {
                "Has an operator or a chain's admin choose a password, and prints the link by which they do, once and for 72 hours.",
                "A password that they have opens nothing from then on, and what they were logged in with ends."
            })
    int invite(@Mixin PersonOption person) throws IOException {
        return with(person, (people, found) -> {
            People.Invitation made = people.invite(found);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s chooses a password until %s at%n%s/invitation#code=%s%n",
                            found.username(), made.expiresAt(), pages(person), made.code());
        });
    }

    private String pages(PersonOption option) {
        return variables.getOrDefault("PAGES_URL", where(option));
    }

    private String where(PersonOption option) {
        return option.api == null ? variables.getOrDefault("ORDER_API_URL", LOCAL) : option.api.toString();
    }

    private int with(PersonOption option, BiConsumer<People, People.Person> work) throws IOException {
        People people = new People(
                PlatformApi.at(URI.create(where(option))).as(SignedOperator.by(settings, SUBJECT, LIFETIME)));
        try {
            work.accept(people, option.of(spec, people));
            return ExitCode.OK;
        } catch (Refusal refused) {
            throw new CommandFailedException(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        AccountTrailWalk walk = new AccountTrailWalk(fault -> err.println(fault));
        try (LogReader log = LogReader.open(kafkaOption.kafka(settings), Topics.ORDER_ACCOUNTS)) {
            for (int partition = 0; partition < log.partitions(); partition++) {
                log.read(log.everything(partition), record -> {
                    if (walk.isNext(record)) {
                        show(out, record);
                    }
                    return true;
                });
            }
        }
        out.flush();
        err.printf("%,d events, %,d faults%n", walk.events(), walk.faults());
        return walk.faults() == 0 ? ExitCode.OK : ExitCode.FAULT_FOUND;
    }

    private void show(PrintWriter out, ConsumerRecord<byte[], byte[]> record) {
        AccountEvent event = AccountEventCodec.read(record.value());
        if (isWanted(event)) {
            out.println(new String(record.value(), UTF_8));
        }
    }

    private boolean isWanted(AccountEvent event) {
        return (chain == null || chain.equals(event.chainId()))
                && (store == null || store.equals(event.storeId()))
                && (account == null || account.equals(event.accountId()))
                && (type == null || type.equals(event.type()))
                && span.includes(event.time());
    }
}
