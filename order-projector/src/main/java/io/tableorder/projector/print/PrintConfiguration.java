package io.tableorder.projector.print;

import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.board.FreeTexts;
import io.tableorder.operability.cipher.TextKeyFollower;
import io.tableorder.operability.health.LivenessCheck;
import io.tableorder.operability.settings.PrinterNetworks;
import io.tableorder.projector.consume.SchemaMigration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts printing together, beside the projection. */
@Configuration(proxyBeanMethods = false)
class PrintConfiguration {

    @Bean
    PrintLoop printLoop(
            SchemaMigration migration,
            ObjectProvider<TextKeyFollower> keys,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            FreeTexts texts,
            PrinterNetworks networks,
            MeterRegistry registry,
            InstantSource clock) {
        return loop(
                () -> migration.isDone()
                        && keys.stream().allMatch(known -> known.obstacle().isEmpty()),
                jdbc,
                new TransactionTemplate(transactions),
                texts,
                networks,
                registry,
                clock);
    }

    static PrintLoop loop(
            BooleanSupplier isReady,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            FreeTexts texts,
            PrinterNetworks networks,
            MeterRegistry registry,
            InstantSource clock) {
        PrintMetrics metrics = new PrintMetrics(registry, clock);
        PrintQueue queue = new PrintQueue(jdbc);
        PrinterVisit visits = new PrinterVisit(jdbc, queue, new SlipLayout(texts), networks, metrics);
        return new PrintLoop(isReady, new SlipMaker(jdbc, transactions), queue, visits, metrics);
    }

    @Bean
    LivenessCheck printThread(PrintLoop loop) {
        return LivenessCheck.of("print-queue", loop::isAlive);
    }
}
