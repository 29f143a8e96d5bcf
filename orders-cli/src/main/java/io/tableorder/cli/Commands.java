package io.tableorder.cli;

import io.tableorder.cli.backup.BackupException;
import io.tableorder.cli.backup.DamagedBackupException;
import io.tableorder.cli.replay.LogAccessException;
import io.tableorder.cli.setup.Terminal;
import io.tableorder.event.Position;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.operability.settings.SettingsException;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program {@code orders}: its commands, and how their failures are reported. */
public final class Commands {
    @Command(
            name = "orders",
            description = "Sets the order platform up, looks into its log and read models, and mends them.",
            footer = {
                "",
                "Exit code: 0 done, 1 a fault was found, 2 a bad argument or setting, 3 failed.",
                "Brokers and database are those of KAFKA_BOOTSTRAP_SERVERS and DATABASE_URL: see .env.example."
            })
    private static final class Orders implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
        private CommandSpec spec;

        /** Shows the commands: nobody who names none knows them. */
        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    private Commands() {}

    public static void main(String[] arguments) {
        CommandSettings settings = CommandSettings.ofProcess();
        System.exit(commandLine(settings, System.getenv(), Terminal.ofProcess()).execute(arguments));
    }

    static CommandLine commandLine(CommandSettings settings, Map<String, String> variables, Terminal terminal) {
        CommandLine orders = new CommandLine(new Orders())
                .addSubcommand(new ReplayCommand(settings))
                .addSubcommand(new VerifyCommand(settings))
                .addSubcommand(new AnchorCommand(settings))
                .addSubcommand(new RebuildCommand(settings))
                .addSubcommand(new ParkedCommand(settings))
                .addSubcommand(new EraseCommand(settings))
                .addSubcommand(new TransactionsCommand(settings))
                .addSubcommand(new RetentionCommand(settings))
                .addSubcommand(new AccountsCommand(settings, variables))
                .addSubcommand(new SetupCommand(settings, variables, terminal))
                .addSubcommand(new KeysCommand(settings))
                .addSubcommand(new BackupCommand(settings))
                .addSubcommand(new RestoreCommand(settings))
                .registerConverter(Position.class, Position::parse)
                .registerConverter(Instant.class, new TimeArgument())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Commands::failed);
        addHelpOption(orders);
        return orders.addSubcommand(new HelpCommand());
    }

    /** An inherited option would do, but picocli's own help command has the same one already. */
    private static void addHelpOption(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this help.")
                        .build());
        command.getSubcommands().values().forEach(Commands::addHelpOption);
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        return switch (failure) {
            case SettingsException settings -> {
                settings.faults().forEach(command.getErr()::println);
                yield ExitCode.USAGE;
            }
            case CommandFailedException told -> {
                command.getErr().println(told.getMessage());
                yield ExitCode.FAILED;
            }
            case BackupException told -> {
                command.getErr().println(told.getMessage());
                yield ExitCode.FAILED;
            }
            case DamagedBackupException found -> {
                command.getErr().println(found.getMessage());
                yield ExitCode.FAULT_FOUND;
            }
            case LogAccessException told -> {
                command.getErr().println(told.getMessage());
                yield ExitCode.FAILED;
            }
            case Exception unexpected -> {
                command.getErr().println("Failed: " + unexpected);
                for (Throwable cause = unexpected.getCause(); cause != null; cause = cause.getCause()) {
                    command.getErr().println("  because of " + cause);
                }
                yield ExitCode.FAILED;
            }
        };
    }
}
