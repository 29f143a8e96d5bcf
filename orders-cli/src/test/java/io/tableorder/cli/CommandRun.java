package io.tableorder.cli;

import io.tableorder.cli.setup.Terminal;
import io.tableorder.operability.settings.CommandSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** What a command answered. */
record CommandRun(int exitCode, String out, String err) {

    static CommandRun of(Map<String, String> environment, String... arguments) {
        return of(environment, TypedTerminal.NOBODY, arguments);
    }

    static CommandRun of(Map<String, String> environment, Terminal terminal, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandSettings settings = CommandSettings.of(environment);
        int exitCode = Commands.commandLine(settings, environment, terminal)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
