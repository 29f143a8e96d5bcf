package io.tableorder.wire;

import io.tableorder.event.ChosenOption;
import io.tableorder.event.OptionGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What there is to choose of a dish, and what was chosen for a line, as a column of the read models holds it: the same JSON
 * as in the events. Nothing to choose is null in both.
 */
public final class OptionsJson {

    private static final JsonMapper MAPPER = EventJson.mapper();
    private static final TypeReference<List<OptionGroup>> GROUPS = new TypeReference<>() {};
    private static final TypeReference<List<ChosenOption>> CHOICES = new TypeReference<>() {};

    private OptionsJson() {}

    public static @Nullable String ofGroups(@Nullable List<OptionGroup> groups) {
        return groups == null ? null : MAPPER.writeValueAsString(groups);
    }

    /**
     * Reads what a dish has to choose.
     *
     * @throws tools.jackson.core.JacksonException if the text is not what {@link #ofGroups} writes
     */
    public static @Nullable List<OptionGroup> groups(@Nullable String json) {
        return json == null ? null : MAPPER.readValue(json, GROUPS);
    }

    public static @Nullable String ofChoices(@Nullable List<ChosenOption> choices) {
        return choices == null ? null : MAPPER.writeValueAsString(choices);
    }

    /**
     * Reads what was chosen for a line.
     *
     * @throws tools.jackson.core.JacksonException if the text is not what {@link #ofChoices} writes
     */
    public static @Nullable List<ChosenOption> choices(@Nullable String json) {
        return json == null ? null : MAPPER.readValue(json, CHOICES);
    }
}
