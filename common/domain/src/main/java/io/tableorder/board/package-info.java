/** A store's board and orders have one JSON shape, with which every endpoint and the stream answer. */
@NullMarked
package io.tableorder.board;

import org.jspecify.annotations.NullMarked;
