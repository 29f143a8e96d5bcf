/** Every text that sse-notifier says to people has a name here, and its words in one file for each language. */
@NullMarked
package io.tableorder.notifier.text;

import org.jspecify.annotations.NullMarked;
