package io.tableorder.standalone;

import java.util.Optional;

/** The welcome tells a person what they need to know once everything runs. */
final class Welcome {
    private static final int LOCAL_PORT = 8080;

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
                Platform         %s/platform

                Demo stores      hanok-gangnam, hanok-hongdae (chain hanok), bunsik-jongno (chain bunsik)
                Demo logins      operator, chain (chain admin), admin (store admin), staff, password tableorder-demo
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
                        api,
                        api);
    }

    /**
     * Tells whoever begins without demo data how to go on.
     *
     * @param setupCode empty once there is an operator
     */
    static String own(Ports ports, Optional<String> setupCode) {
        String api = url(ports, Ports.Use.ORDER_API);
        String other = ports.of(Ports.Use.ORDER_API) == LOCAL_PORT ? "" : " --api=" + api;
        String next = setupCode.map(code -> """
                        Set up your restaurant, in a browser (the address is good for 15 minutes, once):

                            %s/setup#code=%s

                        or in another terminal: ./orders setup%s""".formatted(api, code, other)).orElseGet(() ->
                """
                        Operator         %s/platform
                        Chain view       %s/chain
                        Store board      %s/admin
                        Tablet           %s/tablet""".formatted(api, api, api, api));
        return next + "\n\nThe walk with pictures: docs/your-own-restaurant.md";
    }

    private static String url(Ports ports, Ports.Use use) {
        return "http://127.0.0.1:" + ports.of(use);
    }
}
