package io.tableorder.operability.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A text for people, known by its name. Each module has an enum of its texts; the words stand in the module's message
 * bundle under the constant's name, one file for each language.
 */
public interface Text extends Wording {

    /** An enum gives the name of its constant, which is the key in the bundle. */
    String name();

    TextBundle bundle();

    /** The same text with its places {@code {0}}, {@code {1}} … filled in. Numbers are written without grouping. */
    default Wording with(Object... arguments) {
        return new FilledText(
                this, Arrays.stream(arguments).map(String::valueOf).toList());
    }

    @Override
    default String in(Locale language) {
        return bundle().say(name(), List.of(), language);
    }
}
