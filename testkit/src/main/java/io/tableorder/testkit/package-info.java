/**
 * Every test gets a broker and a database by one switch, containers where a Docker engine answers and embedded ones
 * otherwise. Both kinds behave alike, which {@code BrokerConformance} and {@code DatabaseConformance} hold.
 */
@NullMarked
package io.tableorder.testkit;

import org.jspecify.annotations.NullMarked;
