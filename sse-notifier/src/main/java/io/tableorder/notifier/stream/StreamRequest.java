package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.Scope;
import java.time.Instant;

/**
 * This is what a client asks to be shown.
 *
 * @param expiresAt when the client's right to the stream ends
 */
public record StreamRequest(Scope scope, Resume resume, Instant expiresAt) {}
