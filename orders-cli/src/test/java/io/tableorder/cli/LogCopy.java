package io.tableorder.cli;

import io.tableorder.projector.KafkaLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A log that somebody has written anew, as no writer of ours would. */
final class LogCopy {
    private LogCopy() {}

    static void write(KafkaLog kafka, String topic, List<ConsumerRecord<byte[], byte[]>> log) {
        Map<String, Object> settings = kafka.settings().clientProperties();
        // A topic just created may refuse the first batch and take the second.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        try (Admin admin = Admin.create(kafka.settings().clientProperties());
                var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, KafkaLog.PARTITIONS, (short) 1)))
                    .all()
                    .get();
            List<Future<RecordMetadata>> sent = log.stream()
                    .map(record -> producer.send(new ProducerRecord<>(
                            topic, null, record.timestamp(), record.key(), record.value(), record.headers())))
                    .toList();
            producer.flush();
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Puts another value in the record's place. */
    static void replace(List<ConsumerRecord<byte[], byte[]>> log, ConsumerRecord<byte[], byte[]> victim, byte[] value) {
        log.set(
                log.indexOf(victim),
                new ConsumerRecord<>(
                        victim.topic(),
                        victim.partition(),
                        victim.offset(),
                        victim.timestamp(),
                        TimestampType.CREATE_TIME,
                        victim.key().length,
                        value.length,
                        victim.key(),
                        value,
                        victim.headers(),
                        Optional.empty()));
    }
}
