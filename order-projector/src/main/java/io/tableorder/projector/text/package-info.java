/** Every text that order-projector says to people has a name here, and its words in one file for each language. */
@NullMarked
package io.tableorder.projector.text;

import org.jspecify.annotations.NullMarked;
