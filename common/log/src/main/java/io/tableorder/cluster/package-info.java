/**
 * What the laws of the log require of a Kafka cluster that somebody else configures. An inspection changes nothing there
 * and says of each shortfall what to do.
 */
@NullMarked
package io.tableorder.cluster;

import org.jspecify.annotations.NullMarked;
