package io.tableorder.projector.settings;

import io.tableorder.operability.settings.Takes.Form;
import io.tableorder.operability.settings.Takes.WholeNumber;
import io.tableorder.operability.settings.Variable;

/** The environment variables that only order-projector reads, in the order {@code .env.example} shows them. */
enum ProjectorVariable implements Variable {
    PROJECTION_MAX_LAG_SECONDS(new Description(
            "Projection",
            "Lag of the read models up to which order-projector says that it is ready.",
            new WholeNumber(1, 86_400, "seconds"),
            "60")),
    METRICS_STORES(new Description(
            "Projection",
            "Stores whose orders have metrics of their own. GET /admin/stats has every store's figures. "
                    + "Default: none.",
            new Form("at most 100 store ids separated by commas"),
            ""));

    private final Description description;

    ProjectorVariable(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }
}
