package io.tableorder.cli.setup;

/** Says in words for a person why order-api did not do what was asked of it. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    Refusal(int status, String message) {
        this(status, "", message);
    }

    /** @param code by which programs tell refusals apart; empty if there is none */
    Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    String code() {
        return code;
    }

    /** Returns the HTTP status; 0 if no answer came. */
    public int status() {
        return status;
    }
}
