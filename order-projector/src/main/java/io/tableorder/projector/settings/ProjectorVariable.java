package io.tableorder.projector.settings;

import io.tableorder.operability.settings.Takes.Form;
import io.tableorder.operability.settings.Takes.WholeNumber;
import io.tableorder.operability.settings.Variable;

/** The environment variables that only order-projector reads, in the order {@code .env.example} shows them. */
enum ProjectorVariable implements Variable {
    PROJECTION_MAX_LAG_SECONDS(new Description(
            "Projection",
            "How late order-projector's read models may be while it still says that it is ready",
            new WholeNumber(1, 86_400, "seconds"),
            "60")),
    METRICS_STORES(new Description(
            "Projection",
            "Stores whose orders Prometheus shows one by one; none by default, GET /admin/stats has every store's",
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
