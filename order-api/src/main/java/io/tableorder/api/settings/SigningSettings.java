package io.tableorder.api.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * This says with what this service signs tokens.
 *
 * @param keys the file of the key pairs, made when it is not there; absent when SECRET_KEY signs
 */
public record SigningSettings(Optional<Path> keys) {}
