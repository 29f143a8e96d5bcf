package io.tableorder.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Begins the set-up of a platform without demo data. */
public final class FirstEvening {
    private static final int CREATED = 201;
    private static final int HAS_OPERATOR = 409;

    private final Api api;
    private final String secretKey;

    public FirstEvening(URI orderApi, String secretKey) {
        this.api = Api.at(orderApi);
        this.secretKey = secretKey;
    }

    /**
     * Makes the code by which the set-up page makes the first operator; empty once there is one.
     *
     * @throws IOException when order-api does not answer, or not as expected
     */
    public Optional<String> setupCode() throws IOException, InterruptedException {
        Api.Answer answer = api.as(OperatorToken.mint(secretKey, Instant.now()))
                .post("/platform/setup-codes", Map.of(), null)
                .expect(CREATED, HAS_OPERATOR);
        return answer.status() == HAS_OPERATOR ? Optional.empty() : Optional.of(answer.required("setup_code"));
    }
}
