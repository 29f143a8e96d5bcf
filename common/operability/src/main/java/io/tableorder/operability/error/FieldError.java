package io.tableorder.operability.error;

import io.tableorder.operability.text.Wording;

/**
 * A field error says what is wrong with one part of a request.
 *
 * @param field as the client wrote it: {@code items[0].menu_id}, a query parameter or a header
 */
public record FieldError(String field, Wording message) {}
