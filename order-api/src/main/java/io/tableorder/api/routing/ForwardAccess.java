package io.tableorder.api.routing;

import io.tableorder.operability.connection.InternalPort;
import io.tableorder.operability.error.BodyLimit;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.settings.ServerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Lets forwards in as far as their signature, with bodies as long as an instance may make of a client's. */
@Configuration(proxyBeanMethods = false)
class ForwardAccess {

    /** This is what a forward adds to what a client sent: the stamp, new ids, and defaults said out loud. */
    private static final int ENVELOPE_BYTES = 8 * 1024;

    /**
     * The longest commands, as instances write them, in UTF-8: an order of 50 lines with 8 options and the longest note
     * each, or a dish with 200 options that have the longest names.
     */
    static final int LONGEST_COMMAND_BYTES = 128 * 1024;

    /** Everything that is for other programs of the platform is below one path, on a port of its own. */
    @Bean
    InternalPort internalPort(ServerSettings server) {
        return new InternalPort(server.internal());
    }

    /** Asks for no token: instances have none, and {@link ForwardController} knows them by their signature. */
    @Bean
    AccessPolicy forwardAccessPolicy() {
        return rules -> rules.open(HttpMethod.POST, ForwardController.PATH);
    }

    @Bean
    BodyLimit forwardBodyLimit(ServerSettings server) {
        return new BodyLimit(
                ForwardController.PATH, Math.max(server.maximumBodyBytes(), LONGEST_COMMAND_BYTES) + ENVELOPE_BYTES);
    }
}
