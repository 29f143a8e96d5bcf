package io.tableorder.projector.project;

import io.tableorder.event.Actor;
import org.jspecify.annotations.Nullable;

/** This says why a parked event is left out of the read models for good, and by whose word. */
public record SkipDecision(
        String reason, Actor actor, @Nullable String requestId) {}
