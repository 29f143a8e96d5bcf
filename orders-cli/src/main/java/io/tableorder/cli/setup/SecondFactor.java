package io.tableorder.cli.setup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Logs somebody in who may have a second factor, or have to set one up first; whoever is at the terminal types its code. */
final class SecondFactor {

    private static final String PREFIX = "SECOND_FACTOR_";
    private static final String SETUP_NEEDED = PREFIX + "SETUP_NEEDED";
    private static final String ENROLMENTS = "/auth/second-factor/enrolments";
    private static final String CODE = "second_factor_code";

    private final PlatformApi nobody;
    private final Terminal terminal;

    SecondFactor(PlatformApi nobody, Terminal terminal) {
        this.nobody = nobody;
        this.terminal = terminal;
    }

    /**
     * Logs in.
     *
     * @throws Refusal 401 for a wrong name or password; what a code is needed for, where nobody can be asked for one
     */
    PlatformApi logIn(String path, Map<String, String> credentials) {
        Map<String, String> body = new HashMap<>(credentials);
        while (true) {
            try {
                JsonNode login = nobody.post(path, body);
                show(login.path("recovery_codes"));
                return nobody.as(login.required("access_token").asString());
            } catch (Refusal refused) {
                if (!isNeeded(refused) || !terminal.isThere()) {
                    throw refused;
                }
                JsonNode begun = refused.code().equals(SETUP_NEEDED) ? nobody.post(ENROLMENTS, credentials) : null;
                tell(begun, body.containsKey(CODE) ? refused : null);
                body.put(CODE, terminal.ask("Code for " + credentials.get("username") + ": "));
            }
        }
    }

    /** Returns true where the password was right, and is not enough. */
    static boolean isNeeded(Refusal refused) {
        return refused.code().startsWith(PREFIX);
    }

    private void tell(@Nullable JsonNode begun, @Nullable Refusal wrongCode) {
        if (wrongCode != null) {
            terminal.say("  " + wrongCode.getMessage());
        }
        if (begun != null) {
            terminal.say("This account needs a second factor. Scan this with an authenticator app, or type in "
                    + begun.required("secret").asString());
            List<String> rows = begun.required("qr_code")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            terminal.say(TerminalQr.of(rows));
        }
    }

    private void show(JsonNode recoveryCodes) {
        if (!recoveryCodes.isEmpty()) {
            terminal.say("Recovery codes: each lets you in once if the phone is lost. They are shown only now.");
            recoveryCodes.forEach(code -> terminal.say("  " + code.asString()));
        }
    }
}
