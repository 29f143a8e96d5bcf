/**
 * Judges a run of the platform by what its clients were answered and what the log holds: whatever the run went through,
 * every law about history either held or is named as broken, with the store, position and key.
 */
@NullMarked
package io.tableorder.testkit.history;

import org.jspecify.annotations.NullMarked;
