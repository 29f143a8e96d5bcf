package io.tableorder.benchmarks.intake;

import io.tableorder.api.OrderApiApplication;
import org.springframework.boot.SpringApplication;

/** order-api as it is, with the yardsticks beside it. */
final class IntakeServer {

    private IntakeServer() {}

    public static void main(String[] args) {
        new SpringApplication(OrderApiApplication.class, YardstickEndpoints.class, JpaYardstick.class).run(args);
    }
}
