package io.tableorder.cli;

import io.tableorder.cli.setup.People;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Says whom a command is about: an operator, or an admin of a chain. */
final class PersonOption {

    @Option(names = "--operator", paramLabel = "NAME", description = "An operator's name.")
    private @Nullable String operator;

    @Option(names = "--chain", paramLabel = "ID", description = "The chain of an admin, together with --admin.")
    private @Nullable String chain;

    @Option(names = "--admin", paramLabel = "NAME", description = "The name of that chain's own admin.")
    private @Nullable String admin;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "Where order-api listens. Default: ORDER_API_URL, else http://127.0.0.1:8080.")
    @Nullable
    URI api;

    /** @throws ParameterException unless exactly one person is named */
    People.Person of(CommandSpec spec, People people) {
        if (operator != null && chain == null && admin == null) {
            return people.operator(operator);
        }
        if (operator == null && chain != null && admin != null) {
            return people.chainAdmin(chain, admin);
        }
        throw new ParameterException(
                spec.commandLine(), "Name one person: --operator NAME, or --chain ID with --admin NAME");
    }
}
