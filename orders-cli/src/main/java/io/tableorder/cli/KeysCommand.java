package io.tableorder.cli;

import com.nimbusds.jose.jwk.ECKey;
import io.tableorder.operability.keys.TokenKeyFile;
import io.tableorder.operability.keys.TokenKeySet;
import io.tableorder.operability.settings.CommandSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(
        name = "keys",
        description = "Shows and changes the key pairs that sign tokens, in the file that order-api reads.",
        synopsisSubcommandLabel = "(list | rotate | public | token)")
final class KeysCommand extends SettingsCommand {

    /** The shortest time in which every service has read a new key: 15 s between two looks at an address, and as much again. */
    private static final int SHORTEST_ANNOUNCEMENT_SECONDS = 30;

    private static final int LONGEST_ANNOUNCEMENT_SECONDS = 86_400;

    @Option(
            names = "--file",
            scope = ScopeType.INHERIT,
            description = "The file of the key pairs. Default: TOKEN_SIGNING_KEYS_FILE.")
    private @Nullable Path file;

    KeysCommand(CommandSettings settings) {
        super(settings);
    }

    @Command(description = "Shows the keys, and when each signs and ends. It shows no private half.")
    int list() throws IOException {
        PrintWriter out = out();
        Instant now = Instant.now();
        TokenKeySet set = existing();
        String signing = set.signing(now).map(ECKey::getKeyID).orElse("");
        for (ECKey key : set.keys()) {
            out.printf(
                    "%s  signs from %s  %s%n",
                    key.getKeyID(),
                    key.getNotBeforeTime().toInstant(),
                    key.getExpirationTime() != null
                            ? "accepted until " + key.getExpirationTime().toInstant()
                            : key.getKeyID().equals(signing) ? "signs now" : "announced");
        }
        if (signing.isEmpty()) {
            out.println("SECRET_KEY signs until the first of them does.");
        }
        return ExitCode.OK;
    }

    @Command(
            description = {
                "Makes a new key, which signs when it has been announced for long enough that every service knows it.",
                "What the others signed is accepted until it ends by itself: nobody is logged out. Where there is no key yet,"
                        + " SECRET_KEY is what the new one takes over from."
            })
    int rotate(
            @Option(
                            names = "--announce",
                            paramLabel = "SECONDS",
                            defaultValue = "300",
                            description =
                                    "How long it is announced (default: ${DEFAULT-VALUE}). Where the file is a secret"
                                            + " of Kubernetes, that takes two minutes to arrive.")
                    int seconds,
            @Option(
                            names = "--leaked",
                            description =
                                    "Drops all other keys at once, and with them all logins: for a key that leaked.")
                    boolean leaked)
            throws IOException {
        if (seconds < SHORTEST_ANNOUNCEMENT_SECONDS || seconds > LONGEST_ANNOUNCEMENT_SECONDS) {
            throw refused("--announce: got %d, takes %d to %d seconds"
                    .formatted(seconds, SHORTEST_ANNOUNCEMENT_SECONDS, LONGEST_ANNOUNCEMENT_SECONDS));
        }
        Instant now = Instant.now();
        ECKey key = TokenKeyFile.newKey();
        try {
            var _ = file().change(before -> after(before, key, now, Duration.ofSeconds(seconds), leaked));
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new CommandFailedException(file() + ": " + e.getMessage());
        }
        out().printf(
                        "%s signs %s%n",
                        key.getKeyID(),
                        leaked ? "now; whatever others signed has ended" : "from " + now.plusSeconds(seconds));
        return ExitCode.OK;
    }

    private static TokenKeySet after(
            @Nullable TokenKeySet before, ECKey key, Instant now, Duration announcement, boolean leaked) {
        Instant from = now.plus(announcement);
        if (leaked) {
            return TokenKeySet.replaced(key, now);
        }
        return before == null
                ? TokenKeySet.first(key, from, TokenKeySet.LONGEST_TOKEN)
                : before.rotated(key, from, now);
    }

    @Command(name = "public", description = "Prints the public keys, as a JSON Web Key Set.")
    int publicKeys() throws IOException {
        out().println(existing().publicSet().toJson());
        return ExitCode.OK;
    }

    @Command(description = "Prints a token of an operator, signed by the key whose turn it is.")
    int token(
            @Option(names = "--name", required = true, description = "Who it is for; the log and the trail show it.")
                    String name,
            @Option(
                            names = "--minutes",
                            defaultValue = "30",
                            description = "Its lifetime, 1 to 1440 (default: ${DEFAULT-VALUE}).")
                    int minutes)
            throws IOException {
        if (minutes < 1 || minutes > 1_440 || name.isBlank()) {
            throw refused("--minutes takes 1 to 1440, and --name a name that is not blank");
        }
        TokenKeySet set = existing();
        if (set.signing(Instant.now()).isEmpty()) {
            throw new CommandFailedException(
                    "No key of " + file() + " signs yet: orders keys list shows when one does");
        }
        out().println(SignedOperator.by(set, name, Duration.ofMinutes(minutes)));
        return ExitCode.OK;
    }

    private TokenKeySet existing() throws IOException {
        try {
            return file().read()
                    .orElseThrow(() -> new CommandFailedException(
                            file() + " is not there: SECRET_KEY signs all tokens, or order-api has not made it yet"));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(file() + ": " + e.getMessage());
        }
    }

    private TokenKeyFile file() {
        Path named = file != null ? file : settings.signingKeys().orElse(null);
        if (named == null) {
            throw refused("Say by --file or TOKEN_SIGNING_KEYS_FILE where the key pairs are");
        }
        return new TokenKeyFile(named);
    }
}
