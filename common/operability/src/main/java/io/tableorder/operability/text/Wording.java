package io.tableorder.operability.text;

import java.util.Locale;

/** A wording is something said to people. It becomes a sentence at the edge, where the language is known. */
@FunctionalInterface
public interface Wording {

    String in(Locale language);
}
