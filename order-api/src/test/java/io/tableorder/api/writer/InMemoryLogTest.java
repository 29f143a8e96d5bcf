package io.tableorder.api.writer;

class InMemoryLogTest extends TransactionalLogConformance {

    private final InMemoryLog log = new InMemoryLog();

    @Override
    TransactionalLog writer(String writerId) {
        return log.writer(writerId);
    }

    @Override
    int partition(int number) {
        return number;
    }

    @Override
    String store(int number) {
        return "store-" + number;
    }
}
