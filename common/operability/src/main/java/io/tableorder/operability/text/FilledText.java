package io.tableorder.operability.text;

import java.util.List;
import java.util.Locale;

/** A text and the arguments for its places, not yet in any language. */
record FilledText(Text text, List<String> arguments) implements Wording {

    @Override
    public String in(Locale language) {
        return text.bundle().say(text.name(), arguments, language);
    }
}
