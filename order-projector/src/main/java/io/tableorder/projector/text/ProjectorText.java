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
    WRITERS_AWAY;

    private static final TextBundle BUNDLE = TextBundle.of("order-projector");

    @Override
    public TextBundle bundle() {
        return BUNDLE;
    }
}
