/**
 * This package serves the pages that guests and staff see. They run only scripts of this service, talk only to it and
 * to the stream, and are checked for a newer version with every load.
 */
@NullMarked
package io.tableorder.api.screen;

import org.jspecify.annotations.NullMarked;
