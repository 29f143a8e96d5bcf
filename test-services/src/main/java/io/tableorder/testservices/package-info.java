/**
 * Every test gets a broker and a database of its own kind, by one switch: containers where a Docker engine answers,
 * embedded ones otherwise. Both behave alike, which {@code BrokerConformance} and {@code DatabaseConformance} hold.
 */
@NullMarked
package io.tableorder.testservices;

import org.jspecify.annotations.NullMarked;
