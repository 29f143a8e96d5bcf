package io.tableorder.projector.command;

import io.tableorder.event.Position;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.operability.settings.SettingsException;
import io.tableorder.projector.replay.LogAccessException;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;

/** The command line: which commands there are, and how their failures are told. */
public final class Commands {
    /** Read by Logback when the first logger is made, so it must be set before anything that has one. */
    private static final String LOGBACK_FILE = "logback.configurationFile";

    @Command(
            name = "orders",
            description = "Looks into the order platform's log and read models, and mends them.",
            footer = {
                "",
                "Exit code: 0 done, 1 a fault was found, 2 a bad argument or setting, 3 failed.",
                "Brokers and database are those of KAFKA_BOOTSTRAP_SERVERS and DATABASE_URL: see .env.example."
            })
    private static final class Orders {}

    private Commands() {}

    /** True for anything but options, which are the service's: a mistyped command must not start a service. */
    public static boolean isCommand(String[] arguments) {
        return arguments.length > 0 && !arguments[0].startsWith("-");
    }

    /** @return the process's exit code */
    public static int run(String[] arguments) {
        System.setProperty(LOGBACK_FILE, System.getProperty(LOGBACK_FILE, "command-logback.xml"));
        return commandLine(CommandSettings.ofProcess()).execute(arguments);
    }

    static CommandLine commandLine(CommandSettings settings) {
        return new CommandLine(new Orders())
                .addSubcommand(new HelpCommand())
                .addSubcommand(new ReplayCommand(settings))
                .addSubcommand(new VerifyCommand(settings))
                .addSubcommand(new RebuildCommand(settings))
                .addSubcommand(new ParkedCommand(settings))
                .addSubcommand(new RetentionCommand(settings))
                .registerConverter(Position.class, Position::parse)
                .registerConverter(Instant.class, new TimeArgument())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Commands::failed);
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
