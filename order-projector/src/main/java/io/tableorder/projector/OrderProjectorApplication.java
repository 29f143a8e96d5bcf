package io.tableorder.projector;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class OrderProjectorApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(OrderProjectorApplication.class, arguments);
    }
}
