/**
 * Commands over HTTP: one controller per resource, answers made from receipts alone. The same command answers the same,
 * however often it is sent.
 */
@NullMarked
package io.tableorder.api.web;

import org.jspecify.annotations.NullMarked;
