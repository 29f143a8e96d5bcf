package io.tableorder.operability.settings;

import io.tableorder.operability.settings.Takes.Flag;
import io.tableorder.operability.settings.Takes.Form;
import io.tableorder.operability.settings.Takes.OneOf;
import io.tableorder.operability.settings.Takes.Text;
import io.tableorder.operability.settings.Takes.WholeNumber;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.env.Environment;

/**
 * Reads variables and keeps every fault found, so that an operator corrects them all at once. After a fault a stand-in
 * is answered; {@link #requireSound} must be called before anything read is used.
 */
public final class Values {

    private final Environment environment;
    private final List<String> faults = new ArrayList<>();

    Values(Environment environment) {
        this.environment = environment;
    }

    public String text(Variable variable) {
        Text text = (Text) variable.description().takes();
        String value = value(variable).orElse("");
        if (value.isEmpty() || value.length() > text.maximumCharacters()) {
            fault(variable, value);
        }
        return value;
    }

    public boolean flag(Variable variable) {
        String value = value(variable).orElse("");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                fault(variable, value);
                yield false;
            }
        };
    }

    public int number(Variable variable) {
        WholeNumber bounds = (WholeNumber) variable.description().takes();
        String value = value(variable).orElse("");
        try {
            int number = Integer.parseInt(value);
            if (number >= bounds.minimum() && number <= bounds.maximum()) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through: what is wrong with it is said the same way as for a number out of bounds.
        }
        fault(variable, value);
        return bounds.minimum();
    }

    public String oneOf(Variable variable) {
        OneOf choice = (OneOf) variable.description().takes();
        String value = value(variable).orElse("");
        String chosen = value.toUpperCase(Locale.ROOT);
        if (!choice.values().contains(chosen)) {
            fault(variable, value);
            return choice.values().getFirst();
        }
        return chosen;
    }

    /** Returns a URL of scheme, host and port alone; it is absent when the variable is not set. */
    public Optional<URI> baseUrl(Variable variable) {
        return form(variable, Values::baseUrl);
    }

    /** Returns URLs without a path that are separated by commas, or none. */
    public List<URI> baseUrls(Variable variable) {
        return form(
                        variable,
                        text -> Arrays.stream(text.split(",", -1))
                                .map(String::strip)
                                .filter(url -> !url.isEmpty())
                                .map(Values::baseUrl)
                                .toList())
                .orElse(List.of());
    }

    /** Returns an HTTP URL; it is absent when the variable is not set. */
    public Optional<URI> httpUrl(Variable variable) {
        return form(variable, Values::httpUrl);
    }

    static URI baseUrl(String text) {
        URI uri = httpUrl(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        if (!uri.getPath().isEmpty() || uri.getQuery() != null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("more than scheme, host and port");
        }
        return uri;
    }

    private static URI httpUrl(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("not an HTTP URL");
        }
        return uri;
    }

    /**
     * Returns a value of a form of its own; {@code parse} throws IllegalArgumentException when the value does not have
     * it.
     */
    public <T> Optional<T> form(Variable variable, Function<String, T> parse) {
        return value(variable).flatMap(value -> {
            try {
                return Optional.of(parse.apply(value));
            } catch (IllegalArgumentException malformed) {
                fault(variable, value);
                return Optional.empty();
            }
        });
    }

    /** Reads a value as {@link #form} does, and reports a fault when it is missing. */
    public <T> Optional<T> required(Variable variable, Function<String, T> parse) {
        if (!isSet(variable)) {
            if (!faultyFile(variable)) {
                fault(variable, "");
            }
            return Optional.empty();
        }
        return form(variable, parse);
    }

    public boolean isSet(Variable variable) {
        return value(variable).isPresent();
    }

    /**
     * Returns what is set, else the profile's default, else the general one. A blank value is as good as none: Compose
     * passes those.
     */
    private Optional<String> value(Variable variable) {
        return given(variable.name())
                .or(() -> variable.description().isSecret() ? fromFile(variable) : Optional.empty())
                .or(() -> variable.description().profileDefault(environment.getActiveProfiles()))
                .or(() -> Optional.ofNullable(variable.description().fallback()));
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.getProperty(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private Optional<String> fromFile(Variable variable) {
        return given(fileVariable(variable)).flatMap(path -> {
            try {
                return Optional.of(Files.readString(Path.of(path)).strip()).filter(value -> !value.isEmpty());
            } catch (IOException | InvalidPathException unreadable) {
                return Optional.empty();
            }
        });
    }

    private boolean faultyFile(Variable variable) {
        return given(fileVariable(variable))
                .map(path -> {
                    String fault = fileVariable(variable) + ": got \"" + path
                            + "\", takes the path of a readable file that holds "
                            + variable.description().takes().description();
                    return faults.contains(fault) || faults.add(fault);
                })
                .orElse(false);
    }

    private static String fileVariable(Variable variable) {
        return variable.name() + "_FILE";
    }

    void fault(Variable variable, String got) {
        fault(variable, got, variable.description().takes());
    }

    private void fault(Variable variable, String got, Takes takes) {
        String shown = switch (takes) {
            case Text text when got.length() > text.maximumCharacters() -> got.length() + " characters";
            case Text _, Flag _, WholeNumber _, OneOf _, Form _ -> shown(variable, got);
        };
        faults.add(variable.name() + ": got " + shown + ", takes " + takes.description());
    }

    private static String shown(Variable variable, String got) {
        if (got.isEmpty()) {
            return "nothing";
        }
        return variable.description().isSecret()
                ? "a value of " + got.length() + " characters (not shown)"
                : "\"" + got + "\"";
    }

    /** Returns the properties in which Spring's own settings are looked up. */
    Environment environment() {
        return environment;
    }

    void fault(String line) {
        faults.add(line);
    }

    void requireSound() {
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
    }
}
