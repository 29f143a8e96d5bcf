package io.tableorder.api.writer;

class InMemoryLogTest extends WriterLogConformance {

    private final InMemoryLog log = new InMemoryLog();

    @Override
    WriterLog writer(String writerId) {
        return log.writer(writerId);
    }

    @Override
    int partition(int number) {
        return number;
    }
}
