package io.tableorder.operability.settings;

/**
 * Settings that one service reads beside the shared ones. A service names its group in {@code META-INF/services}, which
 * packaging keeps on the class path, and makes beans of what it needs from {@link Settings#of}.
 *
 * @param <T> the record that holds the values
 */
public interface SettingsGroup<T> {

    Class<T> type();

    /** Reads the group. {@code values} collects the faults, so a reader goes on after one. */
    T read(Values values);
}
