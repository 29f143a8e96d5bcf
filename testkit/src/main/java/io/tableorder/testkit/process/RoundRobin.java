package io.tableorder.testkit.process;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A load balancer that knows nothing of stores: each request goes to the next instance that takes its connection. One
 * that may have been received is never sent again; whether to do that is the client's to decide.
 */
public final class RoundRobin {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final List<URI> instances;
    private final AtomicInteger next = new AtomicInteger();

    public RoundRobin(List<URI> instances) {
        this.instances = List.copyOf(instances);
    }

    /** Returns whose turn it is, whether it takes connections or not. */
    public URI next() {
        return instances.get(Math.floorMod(next.getAndIncrement(), instances.size()));
    }

    /**
     * Sends the request to the next instance that takes a connection.
     *
     * @param request made for the instance it is sent to
     * @throws ConnectException if no instance takes a connection: the request has not been received
     * @throws IOException if the answer was lost: the request may or may not have been received
     */
    public HttpResponse<String> send(Function<URI, HttpRequest> request) throws IOException, InterruptedException {
        for (int refusals = 0; refusals < instances.size(); refusals++) {
            URI instance = next();
            try {
                return http.send(request.apply(instance), BodyHandlers.ofString());
            } catch (ConnectException | HttpConnectTimeoutException refused) {
                // The next one may be there.
            }
        }
        throw new ConnectException("None of " + instances + " takes a connection");
    }
}
