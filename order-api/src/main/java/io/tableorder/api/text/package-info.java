/** Every text that order-api says to people has a name here, and its words in one file for each language. */
@NullMarked
package io.tableorder.api.text;

import org.jspecify.annotations.NullMarked;
