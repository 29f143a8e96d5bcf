/**
 * A token whose access has ended opens nothing in any service, within moments and without PostgreSQL. A service that does
 * not know yet whose access has ended lets nobody in.
 */
@NullMarked
package io.tableorder.operability.access;

import org.jspecify.annotations.NullMarked;
