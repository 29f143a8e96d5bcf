/**
 * Every service that shows free text to people knows the keys that are left, as Kafka has them. A text whose key was destroyed
 * is told as erased, never as a failure.
 */
@NullMarked
package io.tableorder.operability.cipher;

import org.jspecify.annotations.NullMarked;
