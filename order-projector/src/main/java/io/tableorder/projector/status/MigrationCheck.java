package io.tableorder.projector.status;

import io.tableorder.operability.health.ReadinessCheck;
import io.tableorder.projector.consume.SchemaMigration;

/** Ready when the read models' schema is this version's. */
final class MigrationCheck implements ReadinessCheck {
    private final SchemaMigration migration;

    MigrationCheck(SchemaMigration migration) {
        this.migration = migration;
    }

    @Override
    public String name() {
        return "schema";
    }

    @Override
    public void check() {
        if (!migration.isDone()) {
            throw new IllegalStateException("not migrated yet");
        }
    }
}
