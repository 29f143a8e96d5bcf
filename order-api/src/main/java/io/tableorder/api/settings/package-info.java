/** The settings that only order-api reads. A value that is not sound stops start-up, and stops no other service. */
@NullMarked
package io.tableorder.api.settings;

import org.jspecify.annotations.NullMarked;
