package io.tableorder.projector;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class OrderProjectorApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(OrderProjectorApplication.class, arguments);
    }
}
