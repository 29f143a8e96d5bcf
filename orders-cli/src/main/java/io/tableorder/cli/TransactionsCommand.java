package io.tableorder.cli;

import io.tableorder.event.Position;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.wire.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "transactions",
        description = "Shows the transactions that are open in the platform's topics, and aborts one that hangs.",
        synopsisSubcommandLabel = "(list | abort)")
final class TransactionsCommand extends SettingsCommand {
    private static final List<String> TOPICS =
            List.of(Topics.ORDER_EVENTS, Topics.ORDER_CHECKPOINTS, Topics.ORDER_TEXT_KEYS);

    /** A broker that needs longer to answer is away. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

    /** The platform's own transactions are over in milliseconds, and Kafka ends them after 10 s. */
    private static final Duration HANGS = Duration.ofSeconds(10);

    TransactionsCommand(CommandSettings settings) {
        super(settings);
    }

    @Command(description = "Shows what is open, a line each. Exit code 1 if anything has been for more than 10 s.")
    int list(@Mixin KafkaOption kafkaOption) {
        PrintWriter out = out();
        Instant now = Instant.now();
        List<OpenTransaction> open = inKafka(kafkaOption, TransactionsCommand::open);
        open.forEach(one -> out.println(one.told(now)));
        if (open.isEmpty()) {
            out.println("No transaction is open.");
        }
        return open.stream().anyMatch(one -> hangs(one, now)) ? ExitCode.FAULT_FOUND : ExitCode.OK;
    }

    @Command(
            description = {
                "Aborts an open transaction: what it wrote never becomes visible, and what stands behind it does.",
                "Its producer is not stopped. Find it by its transactional.id, or it may open another."
            })
    int abort(
            @Parameters(paramLabel = "POSITION", description = "Where it begins, as the list says: such as 7-123456.")
                    Position position,
            @Option(
                            names = "--topic",
                            paramLabel = "TOPIC",
                            defaultValue = Topics.ORDER_EVENTS,
                            description = "${DEFAULT-VALUE} by default.")
                    String topic,
            @Option(names = "--now", description = "Also one that has been open for less than 10 s.") boolean now,
            @Mixin KafkaOption kafkaOption) {
        TopicPartition partition = new TopicPartition(topic, position.partition());
        return inKafka(kafkaOption, admin -> {
            OpenTransaction found = open(admin).stream()
                    .filter(one -> one.partition().equals(partition) && one.start() == position.offset())
                    .findFirst()
                    .orElseThrow(() -> new CommandFailedException(
                            "No transaction that is open in %s begins at %s: see ./orders transactions list"
                                    .formatted(topic, position)));
            if (!now && !hangs(found, Instant.now())) {
                throw new CommandFailedException(
                        "It has been open for less than %d s and may end by itself; --now aborts it all the same"
                                .formatted(HANGS.toSeconds()));
            }
            admin.abortTransaction(found.abortion()).all().get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            out().println("Aborted " + found.told(Instant.now()));
            return ExitCode.OK;
        });
    }

    private static boolean hangs(OpenTransaction one, Instant now) {
        return one.age(now).compareTo(HANGS) > 0;
    }

    private static List<OpenTransaction> open(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<TopicPartition> partitions = admin
                .describeTopics(TOPICS)
                .allTopicNames()
                .get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .values()
                .stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition())))
                .toList();
        Map<Long, String> ids = transactionalIds(admin);
        return admin
                .describeProducers(partitions)
                .all()
                .get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .entrySet()
                .stream()
                .flatMap(entry -> entry.getValue().activeProducers().stream()
                        .filter(producer ->
                                producer.currentTransactionStartOffset().isPresent())
                        .map(producer -> new OpenTransaction(entry.getKey(), producer, ids.get(producer.producerId()))))
                .sorted(Comparator.comparing(
                                (OpenTransaction one) -> one.partition().topic())
                        .thenComparingInt(one -> one.partition().partition())
                        .thenComparingLong(OpenTransaction::start))
                .toList();
    }

    private static Map<Long, String> transactionalIds(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<Long, String> ids = new HashMap<>();
        for (TransactionListing listing :
                admin.listTransactions().all().get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
            ids.put(listing.producerId(), listing.transactionalId());
        }
        return ids;
    }

    private interface InKafka<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private <T> T inKafka(KafkaOption kafkaOption, InKafka<T> question) {
        try (Admin admin = KafkaClients.of(kafkaOption.kafka(settings)).admin("orders-transactions", Map.of())) {
            return question.ask(admin);
        } catch (ExecutionException e) {
            throw new CommandFailedException("Kafka refuses: " + e.getCause());
        } catch (TimeoutException e) {
            throw new CommandFailedException("Kafka does not answer within " + LONGEST_ANSWER.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted");
        }
    }
}
