/**
 * This program runs the whole platform on one machine: a broker, a database and the three services as processes of
 * their own. Whatever is started here is stopped, or found and stopped by the next start, however this process ends.
 */
@NullMarked
package io.tableorder.standalone;

import org.jspecify.annotations.NullMarked;
