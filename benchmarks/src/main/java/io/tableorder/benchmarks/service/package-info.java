/** The services as benchmarks run them: with real settings, against a broker on this machine. */
@NullMarked
package io.tableorder.benchmarks.service;

import org.jspecify.annotations.NullMarked;
