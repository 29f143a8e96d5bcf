package io.tableorder.operability.tracing;

import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.prometheus.metrics.tracer.common.SpanContext;
import io.tableorder.operability.settings.AppSettings;
import io.tableorder.operability.settings.SettingsAutoConfiguration;
import io.tableorder.operability.settings.TracingSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces go to the receiver that is set; without one, no part of OpenTelemetry is loaded. */
@AutoConfiguration(
        after = SettingsAutoConfiguration.class,
        beforeName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration")
public class TracingAutoConfiguration {

    /** This is set only when traces are sent; see {@code BootProperties}. */
    private static final String SENT = "tableorder.traces.sent";

    @Bean
    @ConditionalOnProperty(name = SENT, havingValue = "false", matchIfMissing = true)
    Traces unsentTraces() {
        return Traces.off();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = SENT, havingValue = "true")
    static class Sent {

        /** A receiver that needs longer is as good as away; nobody waits for it but the sender's thread. */
        private static final Duration TIMEOUT = Duration.ofSeconds(5);

        /** 1 s of 2,000 requests a second, each with two parts; what comes while it is full is left out. */
        private static final int QUEUED_PARTS = 4_096;

        private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(1);

        @Bean(destroyMethod = "close")
        SdkTracerProvider tracerProvider(
                TracingSettings settings,
                AppSettings app,
                @Value("${spring.application.name:service}") String service) {
            URI endpoint = settings.endpoint();
            if (endpoint == null) {
                throw new IllegalStateException(SENT + " is set without an endpoint");
            }
            OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                    .setEndpoint(tracesOf(endpoint))
                    .setConnectTimeout(TIMEOUT)
                    .setTimeout(TIMEOUT)
                    .build();
            return SdkTracerProvider.builder()
                    .setResource(Resource.create(Attributes.builder()
                            .put("service.name", service)
                            .put("service.version", app.version())
                            .build()))
                    .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sampled())))
                    .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                            .setMaxQueueSize(QUEUED_PARTS)
                            .setScheduleDelay(BETWEEN_BATCHES)
                            .setExporterTimeout(TIMEOUT)
                            .build())
                    .build();
        }

        /**
         * OpenTelemetry defines this variable as the receiver's base address, below which each signal has its path.
         */
        private static String tracesOf(URI endpoint) {
            String base = endpoint.toString();
            return (base.endsWith("/") ? base : base + "/") + "v1/traces";
        }

        @Bean
        Traces sentTraces(SdkTracerProvider provider, InstantSource clock) {
            Tracer tracer = provider.get("io.tableorder");
            return new SentTraces(
                    new OtelTracer(tracer, new OtelCurrentTraceContext(), _ -> {}),
                    new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), tracer),
                    clock);
        }

        /** Prometheus keeps with a bucket of request times the id of a sampled request that fell into it. */
        @Bean
        @ConditionalOnMissingBean
        SpanContext exemplars() {
            return new RequestExemplars();
        }
    }
}
