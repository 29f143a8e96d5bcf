/**
 * What is said to people is a name and arguments until the edge, where it becomes a sentence in the caller's language. A
 * language is one file in each module; a test of each module finds what a file lacks.
 */
@NullMarked
package io.tableorder.operability.text;

import org.jspecify.annotations.NullMarked;
