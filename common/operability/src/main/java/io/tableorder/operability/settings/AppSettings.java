package io.tableorder.operability.settings;

/**
 * This is what the service is, and how it logs.
 *
 * @param debug people read the logs and nothing real is at stake
 */
public record AppSettings(String name, String version, boolean debug, LogLevel logLevel) {

    public enum LogLevel {
        DEBUG,
        INFO,
        WARNING,
        ERROR
    }
}
