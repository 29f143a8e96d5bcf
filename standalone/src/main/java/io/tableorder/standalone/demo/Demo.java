package io.tableorder.standalone.demo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Arrays;

/** Walks an order through a running platform and prints what each side sees, and when. */
public final class Demo {
    private static final String USAGE = """
            Usage: ./demo [--orders=N | --seed] [--port-offset=N]
              (nothing)         one visit of a table, step by step
              --orders=N        place N orders one after another and print how long they took
              --seed            open the demo chains first, on a platform that ./start did not start; SECRET_KEY is its key
              --port-offset=N   the platform was started with the same option
            ORDER_API_URL and SSE_NOTIFIER_URL name a platform elsewhere.""";

    private static final String ORDERS = "--orders=";
    private static final String SEED = "--seed";
    private static final String PORT_OFFSET = "--port-offset=";

    private Demo() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            if (Arrays.asList(arguments).contains("--help")) {
                System.out.println(USAGE);
                return;
            }
            int offset = number(arguments, PORT_OFFSET);
            URI api = address("ORDER_API_URL", 8080 + offset);
            URI notifier = address("SSE_NOTIFIER_URL", 8082 + offset);
            int orders = number(arguments, ORDERS);
            if (Arrays.asList(arguments).contains(SEED)) {
                System.out.println(new DemoSeed(api, secretKey()).store());
            } else if (orders > 0) {
                new OrderLatency(api, notifier, orders).run(System.out);
            } else {
                new TableVisit(api, notifier).run(System.out);
            }
        } catch (ConnectException e) {
            fail("Nobody answers. Start the platform first, in another terminal: ./start");
        } catch (IOException | UnexpectedAnswerException | IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()));
        }
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

    /** Zero when the option is not there. */
    private static int number(String[] arguments, String option) {
        int number = 0;
        for (String argument : arguments) {
            if (!argument.startsWith(ORDERS) && !argument.startsWith(PORT_OFFSET) && !argument.equals(SEED)) {
                throw new IllegalArgumentException("Unknown option '" + argument + "'.\n" + USAGE);
            }
            if (argument.startsWith(option)) {
                String text = argument.substring(option.length());
                if (!text.matches("[0-9]{1,6}")) {
                    throw new IllegalArgumentException(option + text + " is not usable; it takes a whole number.");
                }
                number = Integer.parseInt(text);
            }
        }
        return number;
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
