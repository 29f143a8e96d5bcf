package io.tableorder.api.web;

import io.tableorder.api.idempotency.CommandStamps;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.writer.CommandGateway;
import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.decide.StoreCommand;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a command to its store's writer and brings back what it came to. */
@Component
final class CommandDesk {

    private final CommandGateway gateway;
    private final CommandStamps stamps;

    CommandDesk(CommandGateway gateway, CommandStamps stamps) {
        this.gateway = gateway;
        this.stamps = stamps;
    }

    /**
     * Submits a command that is for one version of its subject, for each that the client named until one is the current.
     * Versions only grow, so the tries, in ascending order, mean what one try with the list would.
     *
     * @param command of a version; of null when any will do
     * @throws ProblemException when the command is refused
     */
    Accepted submit(Write write, @Nullable Object body, Function<@Nullable Integer, StoreCommand> command) {
        List<Integer> versions = write.expectedVersions();
        if (versions.isEmpty()) {
            return submit(write, body, command.apply(null));
        }
        for (Integer version : versions.subList(0, versions.size() - 1)) {
            try {
                return submit(write, body, command.apply(version));
            } catch (ProblemException refused) {
                if (!isOtherVersion(refused.problem().code())) {
                    throw refused;
                }
            }
        }
        return submit(write, body, command.apply(versions.getLast()));
    }

    private static boolean isOtherVersion(ErrorCode code) {
        return code == ErrorCode.VERSION_MISMATCH || code == ErrorCode.SESSION_CHANGED;
    }

    /**
     * Blocks until the outcome is durable.
     *
     * @param body what the client sent, as parsed; null when the path says it all
     * @throws ProblemException when the command is refused
     */
    Accepted submit(Write write, @Nullable Object body, StoreCommand command) {
        return submit(new CommandRequest(write.storeId(), stamps.stamp(write, body), command));
    }

    /**
     * Does the same for a request that is made elsewhere. What has happened is logged once, however often it is asked for.
     *
     * @throws ProblemException when the command is refused
     */
    Accepted submit(CommandRequest request) {
        return switch (gateway.submit(request)) {
            case CommandOutcome.Done done -> {
                if (!done.replayed()) {
                    BusinessLogLines.happened(done.receipt());
                }
                yield done;
            }
            case CommandOutcome.Unchanged unchanged -> unchanged;
            case CommandOutcome.Refused(var rejection) -> throw new ProblemException(Refusals.of(rejection));
        };
    }
}
