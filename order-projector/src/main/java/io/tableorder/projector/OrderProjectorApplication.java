package io.tableorder.projector;

import io.tableorder.projector.command.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service; or, when the first argument is a command's name, that command. */
@SpringBootApplication
public class OrderProjectorApplication {
    public static void main(String[] arguments) {
        if (Commands.isCommand(arguments)) {
            System.exit(Commands.run(arguments));
        }
        SpringApplication.run(OrderProjectorApplication.class, arguments);
    }
}
