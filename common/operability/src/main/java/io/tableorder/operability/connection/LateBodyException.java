package io.tableorder.operability.connection;

import java.io.IOException;

/** A request's body did not arrive within its deadline. It is an IOException because readers of bodies expect one. */
public final class LateBodyException extends IOException {

    private static final long serialVersionUID = 1;

    LateBodyException() {
        super("The body did not arrive within its deadline");
    }
}
