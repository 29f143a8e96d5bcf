/**
 * Bounded reads of one partition. A read hands over every committed record of a range of offsets once and in order, or
 * fails within a stated time.
 */
@NullMarked
package io.tableorder.scan;

import org.jspecify.annotations.NullMarked;
