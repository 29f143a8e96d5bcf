/** The settings that only order-projector reads. A value that is not sound stops start-up, and stops no other service. */
@NullMarked
package io.tableorder.projector.settings;

import org.jspecify.annotations.NullMarked;
