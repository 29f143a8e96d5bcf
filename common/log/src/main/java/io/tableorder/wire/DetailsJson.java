package io.tableorder.wire;

import io.tableorder.event.MenuDetails;
import io.tableorder.event.Translations;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What else guests are told of a dish, and what a category is called in other languages, as a column of the read models holds
 * it: the same JSON as in the events. Nothing is null in both.
 */
public final class DetailsJson {

    private static final JsonMapper MAPPER = EventJson.mapper();

    private DetailsJson() {}

    public static @Nullable String ofDetails(@Nullable MenuDetails details) {
        return details == null ? null : MAPPER.writeValueAsString(details);
    }

    /**
     * Reads what else guests are told of a dish.
     *
     * @throws tools.jackson.core.JacksonException if the text is not what {@link #ofDetails} writes
     */
    public static @Nullable MenuDetails details(@Nullable String json) {
        return json == null ? null : MAPPER.readValue(json, MenuDetails.class);
    }

    public static @Nullable String ofTranslations(@Nullable Translations translations) {
        return translations == null ? null : MAPPER.writeValueAsString(translations);
    }

    /**
     * Reads what a category is called in other languages.
     *
     * @throws tools.jackson.core.JacksonException if the text is not what {@link #ofTranslations} writes
     */
    public static @Nullable Translations translations(@Nullable String json) {
        return json == null ? null : MAPPER.readValue(json, Translations.class);
    }
}
