package io.tableorder.operability.error;

/**
 * A bean that gives the paths of one pattern a limit other than MAX_BODY_BYTES.
 *
 * @param path within the application, as a pattern: {@code /api/v1/admin/tables/{table_id}/orders}
 */
public record BodyLimit(String path, int maximumBytes) {}
