/**
 * An operator configures a service by environment variables. A service either starts with every setting sound, or stops
 * having named all unsound ones.
 */
@NullMarked
package io.tableorder.operability.settings;

import org.jspecify.annotations.NullMarked;
