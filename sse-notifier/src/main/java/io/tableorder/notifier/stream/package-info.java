/**
 * This package has the connections of admin screens. Each gets its store's events in their order, each once, or is
 * ended for a counted reason so that it may resume; none can hold up another or the feed.
 */
@NullMarked
package io.tableorder.notifier.stream;

import org.jspecify.annotations.NullMarked;
