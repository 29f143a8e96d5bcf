package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.Scope;
import io.tableorder.operability.access.AccessWatch;
import java.time.Instant;

/**
 * This is what a client asks to be shown.
 *
 * @param account whose client it is
 * @param expiresAt when the client's right to the stream ends at the latest
 * @param access tells whether it has been ended before
 */
public record StreamRequest(String account, Scope scope, Resume resume, Instant expiresAt, AccessWatch access) {}
