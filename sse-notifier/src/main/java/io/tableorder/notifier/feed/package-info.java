/**
 * This package has the log of events as encoded frames, store by store. A store's frames are its events in their order,
 * each once, or the feed says that it is broken; it never goes on past an event it could not apply.
 */
@NullMarked
package io.tableorder.notifier.feed;

import org.jspecify.annotations.NullMarked;
