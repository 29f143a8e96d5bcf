package io.tableorder.standalone;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The options are what the command line and the environment ask for.
 *
 * @param home where the services' jars are found: the project's root
 * @param data where everything is kept that must survive a restart
 * @param empty without demo data, for a restaurant of somebody's own
 */
record Options(Path home, Path data, boolean fresh, boolean empty, Ports ports) {

    /** The options of {@code ./start}; standalone/help/start.txt is what it says of them. */
    @Command(
            name = "./start",
            header = "Starts the whole platform with demo data.",
            synopsisHeading = "%nUsage: ",
            optionListHeading = "%n",
            sortOptions = false)
    private static final class Arguments {

        @Option(names = "--fresh", description = "delete the data of earlier runs first")
        private boolean fresh;

        @Option(names = "--empty", description = "begin without demo data, and tell how to set up your own restaurant")
        private boolean empty;

        @Option(names = "--data", paramLabel = "DIR", description = "keep the data there (default: .data)")
        private @Nullable Path data;

        @Option(
                names = "--port-offset",
                paramLabel = "N",
                defaultValue = "0",
                description = "add N to every port, to run beside another one")
        private String portOffset = "0";

        @SuppressWarnings("UnusedVariable") // picocli reads it
        @Option(names = "--help", usageHelp = true, description = "show this text")
        private boolean help;
    }

    static String usage() {
        return new CommandLine(new Arguments()).getUsageMessage();
    }

    /** @throws StartRefusedException when an option is not known, or its value cannot be used */
    static Options parse(String[] commandLine, Map<String, String> environment, Path home) {
        Arguments arguments = new Arguments();
        try {
            new CommandLine(arguments).parseArgs(commandLine);
        } catch (ParameterException e) {
            throw new StartRefusedException(e.getMessage() + "\n" + usage());
        }
        Path data = arguments.data == null ? home.resolve(".data") : arguments.data;
        int offset = Ports.number("--port-offset=", arguments.portOffset, 0, Ports.MAX_OFFSET);
        return new Options(
                home,
                data.toAbsolutePath().normalize(),
                arguments.fresh,
                arguments.empty,
                Ports.of(environment, offset));
    }
}
