/**
 * Nobody acts who has not shown a valid token, and nobody acts beyond their role. Every path has a rule, or the service
 * does not start.
 */
@NullMarked
package io.tableorder.operability.security;

import org.jspecify.annotations.NullMarked;
