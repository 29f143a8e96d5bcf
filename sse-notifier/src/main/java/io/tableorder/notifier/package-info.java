/** The live board pushes every store's events to that store's admin screens. Needs Kafka and nothing else. */
@NullMarked
package io.tableorder.notifier;

import org.jspecify.annotations.NullMarked;
