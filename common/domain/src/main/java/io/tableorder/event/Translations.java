package io.tableorder.event;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What something of the menu is called in the languages that guests may read it in, by their tags. Where one is null guests
 * read what the store itself calls it, which is what orders, kitchens and bills say in any case.
 */
public record Translations(
        @Nullable Translation ko,
        @Nullable Translation en,
        @Nullable Translation ja,
        @Nullable Translation zh) {

    /**
     * Name and description in one language.
     *
     * @param description null where there is none; guests then read the store's own
     */
    public record Translation(String name, @Nullable String description) {

        /** Returns how many letters of text it has. */
        public int length() {
            return name.length() + (description == null ? 0 : description.length());
        }
    }

    /** Returns those that are there. */
    public Stream<Translation> all() {
        return Stream.of(ko, en, ja, zh).filter(Objects::nonNull);
    }

    /** Returns whether there is nothing in it. Not called as a getter, which a mapper of JSON would write. */
    public boolean saysNothing() {
        return ko == null && en == null && ja == null && zh == null;
    }
}
