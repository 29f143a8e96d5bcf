/**
 * Events say what has happened in a store, as immutable facts. Nothing here knows how facts are stored, sent or shown.
 */
@NullMarked
package io.tableorder.event;

import org.jspecify.annotations.NullMarked;
