package io.tableorder.operability.text;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The texts of one module, each a pattern of {@link MessageFormat}: {@code texts/NAME_ko.properties}, {@code
 * texts/NAME_en.properties} and so on, in UTF-8.
 */
public final class TextBundle {

    private static final ResourceBundle.Control THIS_LANGUAGE_ONLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final String baseName;

    private TextBundle(String baseName) {
        this.baseName = baseName;
    }

    /**
     * Returns the texts of a module.
     *
     * @param name of the module, as its files have it
     */
    public static TextBundle of(String name) {
        return new TextBundle("texts/" + name);
    }

    String say(String key, List<String> arguments, Locale language) {
        String pattern = in(language).getString(key);
        return new MessageFormat(pattern, Locale.ROOT).format(arguments.toArray());
    }

    /** The Java runtime keeps what it has read. */
    ResourceBundle in(Locale language) {
        return ResourceBundle.getBundle(baseName, language, TextBundle.class.getClassLoader(), THIS_LANGUAGE_ONLY);
    }
}
