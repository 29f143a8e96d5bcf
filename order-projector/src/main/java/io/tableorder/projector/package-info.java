/** order-projector: folds the log into PostgreSQL read models, the journal and the order-status metrics. */
@NullMarked
package io.tableorder.projector;

import org.jspecify.annotations.NullMarked;
