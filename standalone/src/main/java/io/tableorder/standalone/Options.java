package io.tableorder.standalone;

import java.nio.file.Path;
import java.util.Map;

/**
 * The options are what the command line and the environment ask for.
 *
 * @param home where the services' jars are found: the project's root
 * @param data where everything is kept that must survive a restart
 */
record Options(Path home, Path data, boolean fresh, Ports ports) {
    static final String USAGE = """
            Usage: ./start [--fresh] [--data=DIR] [--port-offset=N]
              --fresh           delete the data of earlier runs first
              --data=DIR        keep the data there (default: .data)
              --port-offset=N   add N to every port, to run beside another one""";

    private static final String DATA = "--data=";
    private static final String PORT_OFFSET = "--port-offset=";

    static Options parse(String[] arguments, Map<String, String> environment, Path home) {
        Path data = home.resolve(".data");
        boolean fresh = false;
        int offset = 0;
        for (String argument : arguments) {
            if (argument.equals("--fresh")) {
                fresh = true;
            } else if (argument.startsWith(DATA) && argument.length() > DATA.length()) {
                data = Path.of(argument.substring(DATA.length()));
            } else if (argument.startsWith(PORT_OFFSET)) {
                offset = Ports.number(PORT_OFFSET, argument.substring(PORT_OFFSET.length()), 0, Ports.MAX_OFFSET);
            } else {
                throw new StartRefusedException("Unknown option '" + argument + "'.\n" + USAGE);
            }
        }
        return new Options(home, data.toAbsolutePath().normalize(), fresh, Ports.of(environment, offset));
    }
}
