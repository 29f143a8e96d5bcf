package io.tableorder.projector.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.fold.RecordReader;

/** A rebuild in a process of its own, so that it can be killed. */
final class RebuildProcess {
    private RebuildProcess() {}

    public static void main(String[] arguments) {
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(System.getenv("DATABASE_URL"));
            Rebuild rebuild = new Rebuild(
                    database,
                    BulkConsumers.of(KafkaClients.of(KafkaLog.settings(System.getenv("KAFKA_BOOTSTRAP_SERVERS")))),
                    RecordReader.of(KafkaLog.PARTITIONS));
            var _ = rebuild.run(new RebuildRequest.Build("To be killed", false, null), new RebuildProgress());
        }
    }
}
