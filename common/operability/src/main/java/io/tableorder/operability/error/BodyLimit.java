package io.tableorder.operability.error;

/**
 * A bean that gives one path a limit other than MAX_BODY_BYTES.
 *
 * @param path within the application, exactly
 */
public record BodyLimit(String path, int maximumBytes) {}
