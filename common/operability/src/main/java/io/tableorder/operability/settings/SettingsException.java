package io.tableorder.operability.settings;

import java.util.List;

/** Stops start-up. The message is one line for each unsound setting, without any secret's value. */
public final class SettingsException extends RuntimeException {

    private final transient List<String> faults;

    /**
     * Makes an exception that names every fault.
     *
     * @param faults one line each: the variable, what it got, what it takes
     */
    public SettingsException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
