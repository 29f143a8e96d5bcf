/** The settings that only sse-notifier reads. A value that is not sound stops start-up, and stops no other service. */
@NullMarked
package io.tableorder.notifier.settings;

import org.jspecify.annotations.NullMarked;
