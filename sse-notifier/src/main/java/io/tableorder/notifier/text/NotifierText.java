package io.tableorder.notifier.text;

import io.tableorder.operability.text.Text;
import io.tableorder.operability.text.TextBundle;

/** The texts of sse-notifier. Their words are in {@code texts/sse-notifier_*.properties}, a file for each language. */
public enum NotifierText implements Text {
    NO_TIME_OF_A_CHAIN,
    NOT_A_TIME,
    STREAMS_FULL,
    BOARD_AWAY;

    private static final TextBundle BUNDLE = TextBundle.of("sse-notifier");

    @Override
    public TextBundle bundle() {
        return BUNDLE;
    }
}
