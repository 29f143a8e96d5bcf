package io.tableorder.cli;

import io.tableorder.operability.settings.CommandSettings;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command works by the platform's settings and says on the two streams what it found and what went wrong. */
abstract class SettingsCommand {

    final CommandSettings settings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    SettingsCommand(CommandSettings settings) {
        this.settings = settings;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Makes what is thrown for options that do not go together; picocli shows the command's usage beside it. */
    final ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
