package io.tableorder.api.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tableorder.api.fixture.MovableClock;
import io.tableorder.api.writer.WriterUnavailableException.Reason;
import io.tableorder.cipher.KeyTree;
import io.tableorder.cipher.TreeId;
import io.tableorder.operability.tracing.Traces;
import io.tableorder.wire.EventCodec;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.Uuid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A writer on a log in memory, whose group is played by the test: it begins tenures, gives its one partition and takes it. */
abstract class OnePartition {

    static final int PARTITION = 0;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    final InMemoryLog log = new InMemoryLog();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final MovableClock clock = new MovableClock();
    private final WriterMetrics metrics = new WriterMetrics(meters);
    private final TransactionalLog transactionalLog = log.writer("me");
    private final Checkpointer checkpointer = new Checkpointer(() -> Uuid.ZERO_UUID);
    private final ReceiptMemory receiptMemory = new ReceiptMemory(maximumReceiptBytes(), metrics);
    final Map<TreeId, KeyTree> known = new ConcurrentHashMap<>();
    private final PartyTexts texts = new PartyTexts(new SecureRandom(), tree -> known.put(tree.id(), tree));
    final CommandProcessor writer = new CommandProcessor(
            transactionalLog, 1, new EventCodec(), clock, checkpointer, texts, receiptMemory, metrics);
    final Restorer restorer = new Restorer(transactionalLog, writer, receiptMemory, clock, metrics);
    final LocalCommands local = new LocalCommandGateway(writer, transactionalLog, metrics, Traces.off());

    /** More than any test needs that is not about it. */
    long maximumReceiptBytes() {
        return Long.MAX_VALUE;
    }

    @BeforeEach
    void start() {
        writer.start();
    }

    @AfterEach
    void stop() {
        log.letGo();
        writer.drop(Set.of(PARTITION));
        restorer.close();
        writer.close();
        checkpointer.close();
        clients.close();
    }

    void tenure() {
        int number = writer.begin();
        restorer.restore(writer.hold(PARTITION), number);
        await().until(() -> writer.held(PARTITION).isOpen());
    }

    CommandOutcome submit(CommandRequest request) {
        return submit(request, false);
    }

    CommandOutcome submit(CommandRequest request, boolean tried) {
        return local.submit(request, tried, LONG);
    }

    CompletableFuture<CommandOutcome> send(CommandRequest request) {
        return CompletableFuture.supplyAsync(() -> submit(request), clients);
    }

    static void assertUnavailable(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(WriterUnavailableException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.retryAfter()).isPositive();
        });
    }
}
