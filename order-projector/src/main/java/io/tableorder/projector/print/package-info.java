/**
 * Prints what is ordered on the printers of the stores, in the order of the events and each slip at least once; one that may have
 * been printed before says so. Whatever a printer does, it holds up neither the projection nor another printer.
 */
@NullMarked
package io.tableorder.projector.print;

import org.jspecify.annotations.NullMarked;
