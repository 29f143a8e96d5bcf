package io.tableorder.cipher;

/** This says what a free text is for. A text that was enciphered as one cannot be passed off as another. */
public enum TextField {
    NOTE(1),
    CANCELLATION_REASON(2),
    REMOVAL_REASON(3);

    private final byte code;

    TextField(int code) {
        this.code = (byte) code;
    }

    /** Returns the number that stands for it in every text ever written; it never changes. */
    byte code() {
        return code;
    }
}
