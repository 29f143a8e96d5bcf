package io.tableorder.projector.print;

/** Why a slip was not printed the last time, or never will be. The names are shown, and kept with the slip. */
enum PrinterTrouble {
    /** The address is in no network in which printers may be. */
    ADDRESS_NOT_ALLOWED,
    /** Nobody listens there: it is switched off, or elsewhere. */
    UNREACHABLE,
    /** It listens, and does not say how it is. */
    SILENT,
    /** What answers is no printer. */
    NO_PRINTER,
    /** Its cover is open, or something else keeps it from printing. */
    NOT_READY,
    NO_PAPER,
    /** It took the slip, and did not say in time that it was printed. */
    UNCONFIRMED,
    /** The slip is none that could be printed. */
    UNPRINTABLE,
    /** The slip waited so long that nobody needs it any more. */
    TOO_OLD,
    /** There is no such printer any more. */
    PRINTER_REMOVED
}
