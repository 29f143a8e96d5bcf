package io.tableorder.notifier.stream;

import java.io.IOException;

/** The client does not take what is written to it in time. */
final class SlowClientException extends IOException {

    private static final long serialVersionUID = 1;

    SlowClientException(String message) {
        super(message);
    }
}
