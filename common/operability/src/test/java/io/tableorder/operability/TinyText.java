package io.tableorder.operability;

import io.tableorder.operability.text.Text;
import io.tableorder.operability.text.TextBundle;

enum TinyText implements Text {
    TABLE;

    private static final TextBundle BUNDLE = TextBundle.of("tiny-service");

    @Override
    public TextBundle bundle() {
        return BUNDLE;
    }
}
