/**
 * This package defines how events travel and rest: their registered names, their bytes, their hash chain, their topic.
 * Every form ever written stays readable.
 */
@NullMarked
package io.tableorder.wire;

import org.jspecify.annotations.NullMarked;
