package io.tableorder.operability.connection;

import java.io.IOException;

/** A request's body did not arrive within its deadline. It is an IOException because readers of bodies expect one. */
public final class LateBodyException extends IOException {

    LateBodyException() {
        super("The body did not arrive within its deadline");
    }
}
