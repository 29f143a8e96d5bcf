package io.tableorder.projector.settings;

import static io.tableorder.projector.settings.ProjectorVariable.METRICS_STORES;
import static io.tableorder.projector.settings.ProjectorVariable.PROJECTION_MAX_LAG_SECONDS;

import io.tableorder.operability.settings.SettingsGroup;
import io.tableorder.operability.settings.Values;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Reads order-projector's own settings. Public, with no arguments, because the JDK makes it by its name. */
public final class ProjectionSettingsGroup implements SettingsGroup<ProjectionSettings> {

    @Override
    public Class<ProjectionSettings> type() {
        return ProjectionSettings.class;
    }

    @Override
    public ProjectionSettings read(Values values) {
        return new ProjectionSettings(
                Duration.ofSeconds(values.number(PROJECTION_MAX_LAG_SECONDS)),
                values.form(METRICS_STORES, ProjectionSettingsGroup::storeIds).orElse(List.of()));
    }

    private static List<String> storeIds(String text) {
        List<String> ids = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        if (ids.size() > ProjectionSettings.MAXIMUM_METERED_STORES) {
            throw new IllegalArgumentException("too many");
        }
        return ids;
    }
}
