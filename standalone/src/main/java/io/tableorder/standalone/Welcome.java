package io.tableorder.standalone;

/** The welcome tells a person what they need to know once everything runs. */
final class Welcome {
    private Welcome() {}

    static String text(Ports ports) {
        String api = url(ports, Ports.Use.ORDER_API);
        return """
                order-api        %s   API: docs/openapi.yaml
                order-projector  %s
                sse-notifier     %s   stream: /api/v1/admin/orders/stream
                Prometheus       %s/actuator/prometheus, also on %d and %d
                Kafka            127.0.0.1:%d
                PostgreSQL       psql -h 127.0.0.1 -p %d -U postgres tableorder

                Tablet           %s/tablet
                Store board      %s/admin
                Chain view       %s/chain
                Operations       %s/ops

                Demo stores      hanok-gangnam, hanok-hongdae (chain hanok), bunsik-jongno (chain bunsik)
                Demo logins      chain (chain admin), admin (store admin), staff, password tableorder-demo
                Demo tables      1 to 10 in each store, password table-demo

                Watch an order go through, in another terminal: ./demo""".formatted(
                        api,
                        url(ports, Ports.Use.ORDER_PROJECTOR),
                        url(ports, Ports.Use.SSE_NOTIFIER),
                        url(ports, Ports.Use.ORDER_API_MANAGEMENT),
                        ports.of(Ports.Use.ORDER_PROJECTOR_MANAGEMENT),
                        ports.of(Ports.Use.SSE_NOTIFIER_MANAGEMENT),
                        ports.of(Ports.Use.KAFKA),
                        ports.of(Ports.Use.POSTGRES),
                        api,
                        api,
                        api,
                        api);
    }

    private static String url(Ports ports, Ports.Use use) {
        return "http://127.0.0.1:" + ports.of(use);
    }
}
