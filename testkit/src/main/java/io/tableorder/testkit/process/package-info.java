/**
 * Starts the platform's services as they are packaged, each in a process of its own that can be dealt with as machines do, and
 * keeps what they write. Nothing here outlives the tests' own process.
 */
@NullMarked
package io.tableorder.testkit.process;

import org.jspecify.annotations.NullMarked;
