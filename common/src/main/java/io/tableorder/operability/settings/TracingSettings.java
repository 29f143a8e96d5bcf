package io.tableorder.operability.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** @param endpoint an OTLP receiver; absent when traces are not sent */
public record TracingSettings(@Nullable URI endpoint) {}
