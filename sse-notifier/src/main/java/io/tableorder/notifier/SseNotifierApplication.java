package io.tableorder.notifier;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class SseNotifierApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(SseNotifierApplication.class, arguments);
    }
}
