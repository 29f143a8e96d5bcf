/** This package writes the text of server-sent events. Nothing outside this package writes or knows their syntax. */
@NullMarked
package io.tableorder.notifier.sse;

import org.jspecify.annotations.NullMarked;
