/**
 * A store's board and orders in the one JSON shape that every endpoint and the stream answer with.
 */
@NullMarked
package io.tableorder.board;

import org.jspecify.annotations.NullMarked;
