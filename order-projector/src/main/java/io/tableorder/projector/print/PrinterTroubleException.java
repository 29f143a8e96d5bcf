package io.tableorder.projector.print;

/** A printer did not print. Whether it will, is for another try to find out. */
final class PrinterTroubleException extends Exception {
    private static final long serialVersionUID = 1;

    private final PrinterTrouble trouble;

    PrinterTroubleException(PrinterTrouble trouble, Throwable cause) {
        super(trouble.name(), cause);
        this.trouble = trouble;
    }

    PrinterTroubleException(PrinterTrouble trouble) {
        super(trouble.name());
        this.trouble = trouble;
    }

    PrinterTrouble trouble() {
        return trouble;
    }
}
