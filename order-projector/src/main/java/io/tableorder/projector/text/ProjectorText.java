package io.tableorder.projector.text;

import io.tableorder.operability.text.Text;
import io.tableorder.operability.text.TextBundle;

/** The texts of order-projector. Their words are in {@code texts/order-projector_*.properties}, a file for each language. */
public enum ProjectorText implements Text {
    REBUILD_UNDER_WAY,
    REASON_MALFORMED,
    POSITION_MALFORMED,
    ONLY_THE_OPERATOR,
    BEHIND_PARKED,
    SKIP_REFUSED,
    WRITERS_AWAY,
    READ_MODELS_AWAY,
    SLIP_ORDER,
    SLIP_TAKEN_BACK,
    SLIP_CANCELLED,
    SLIP_MOVED,
    SLIP_REPRINT,
    SLIP_TABLE,
    SLIP_FROM_TABLE,
    SLIP_ORDER_NUMBER,
    SLIP_OF_ORDER,
    SLIP_NUMBER,
    SLIP_NOTE_UNREADABLE;

    private static final TextBundle BUNDLE = TextBundle.of("order-projector");

    @Override
    public TextBundle bundle() {
        return BUNDLE;
    }
}
