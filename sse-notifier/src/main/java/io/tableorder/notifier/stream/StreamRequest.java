package io.tableorder.notifier.stream;

import java.time.Instant;

/** @param expiresAt when the client's right to the stream ends */
public record StreamRequest(String storeId, Resume resume, Instant expiresAt) {}
