package io.tableorder.cli.setup;

/** Says in words for a person why order-api did not do what was asked of it. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the HTTP status; 0 if no answer came. */
    public int status() {
        return status;
    }
}
