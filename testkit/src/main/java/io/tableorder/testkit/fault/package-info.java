/**
 * Lets running order-api instances and brokers suffer one fault at a time, and measures how long each keeps orders waiting. A
 * fault is over, and the platform whole again, when the call returns. A stranger writes into the log beside them.
 */
@NullMarked
package io.tableorder.testkit.fault;

import org.jspecify.annotations.NullMarked;
