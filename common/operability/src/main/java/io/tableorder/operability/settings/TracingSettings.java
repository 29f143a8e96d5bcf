package io.tableorder.operability.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * This says where traces are sent, and which.
 *
 * @param endpoint an OTLP receiver; absent when traces are not sent
 * @param sampled the share of traces begun here that is sent, 0 to 1; what callers began keeps their decision
 */
public record TracingSettings(@Nullable URI endpoint, double sampled) {}
