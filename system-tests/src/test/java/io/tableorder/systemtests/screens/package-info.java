/**
 * The screens in a real browser: what guests and staff see and do, on one running platform.
 */
@NullMarked
package io.tableorder.systemtests.screens;

import org.jspecify.annotations.NullMarked;
