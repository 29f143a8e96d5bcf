/**
 * This package leads from an empty platform to a table on which guests can order, by the same HTTP API that the screens use.
 * What is there already stays as it is, so a set-up that broke off is begun again.
 */
@NullMarked
package io.tableorder.cli.setup;

import org.jspecify.annotations.NullMarked;
