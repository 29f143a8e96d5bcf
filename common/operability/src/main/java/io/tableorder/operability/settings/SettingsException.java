package io.tableorder.operability.settings;

import java.util.List;

/** Stops start-up. The message is one line for each unsound setting, without any secret's value. */
public final class SettingsException extends RuntimeException {

    private final transient List<String> faults;

    SettingsException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
