package io.tableorder.cli.audit;

/** Anchors that cannot be used; the message says why and is for an operator. */
public final class AnchorException extends RuntimeException {

    AnchorException(String message) {
        super(message);
    }
}
