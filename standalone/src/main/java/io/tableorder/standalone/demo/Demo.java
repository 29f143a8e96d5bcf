package io.tableorder.standalone.demo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * Walks an order through a running platform and prints what each side sees, and when; standalone/help/demo.txt is what it says
 * of its options.
 */
@Command(
        name = "./demo",
        header =
                "Walks an order through the platform that ./start runs in another terminal, one visit of a table step by step.",
        synopsisHeading = "%nUsage: ",
        optionListHeading = "%n",
        footer = {"", "ORDER_API_URL and SSE_NOTIFIER_URL name a platform elsewhere."},
        sortOptions = false)
public final class Demo implements Callable<Integer> {

    /** This is what else there is to do than one visit. */
    private static final class Instead {

        @Option(
                names = "--orders",
                paramLabel = "N",
                description = "place N orders one after another and print how long they took")
        private int orders;

        @Option(
                names = "--seed",
                description =
                        "open the demo chains first, on a platform that ./start did not start; SECRET_KEY is its key")
        private boolean seed;
    }

    @ArgGroup
    private @Nullable Instead instead;

    @Option(names = "--port-offset", paramLabel = "N", description = "the platform was started with the same option")
    private int portOffset;

    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Option(names = "--help", usageHelp = true, description = "show this text")
    private boolean help;

    private Demo() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Demo()).setExecutionExceptionHandler(Demo::failed);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        URI api = address("ORDER_API_URL", 8080 + portOffset);
        URI notifier = address("SSE_NOTIFIER_URL", 8082 + portOffset);
        if (instead == null) {
            new TableVisit(api, notifier).run(System.out);
        } else if (instead.seed) {
            System.out.println(new DemoSeed(api, secretKey()).store());
        } else if (instead.orders < 1) {
            throw new IllegalArgumentException(
                    "--orders=%d is not usable; it takes a whole number from 1.".formatted(instead.orders));
        } else {
            new OrderLatency(api, notifier, instead.orders).run(System.out);
        }
        return CommandLine.ExitCode.OK;
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        String message = switch (failure) {
            case ConnectException _ -> "Nobody answers. Start the platform first, in another terminal: ./start";
            case IOException io -> String.valueOf(io.getMessage());
            case UnexpectedAnswerException unexpected -> String.valueOf(unexpected.getMessage());
            case IllegalArgumentException bad -> String.valueOf(bad.getMessage());
            default -> throw failure;
        };
        command.getErr().println(message);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static URI address(String variable, int port) {
        String set = System.getenv(variable);
        return URI.create(set == null ? "http://127.0.0.1:" + port : set);
    }

    private static String secretKey() {
        String key = System.getenv("SECRET_KEY");
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException("SECRET_KEY is not set; opening a chain takes the platform's key.");
        }
        return key.strip();
    }
}
