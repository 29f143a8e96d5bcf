/**
 * A token is signed with a key pair's private half, which order-api alone holds, and known by its public half. Keys come
 * and go by the times that stand in their file, so that changing them ends no login and fails no request.
 */
@NullMarked
package io.tableorder.operability.keys;

import org.jspecify.annotations.NullMarked;
