package io.tableorder.api.writer;

class InMemoryPartitionLogTest extends PartitionLogConformance {

    private final InMemoryPartition partition = new InMemoryPartition();

    @Override
    PartitionLog another() {
        return partition.log();
    }
}
