package io.tableorder.benchmarks.rotation;

import io.tableorder.benchmarks.rotation.Tally.Kind;
import io.tableorder.benchmarks.service.HttpCaller;
import io.tableorder.benchmarks.service.HttpCaller.Answer;
import io.tableorder.benchmarks.service.OpenedRestaurant;
import io.tableorder.testkit.process.ServiceInstance;
import io.tableorder.testkit.process.WholePlatform;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The addresses a load goes to, and where it is counted. The instances of order-api are asked in turn. */
record Crowd(
        WholePlatform platform, OpenedRestaurant restaurant, Tally tally, Signatures signatures, AtomicInteger turn) {

    Crowd(WholePlatform platform, OpenedRestaurant restaurant) {
        this(platform, restaurant, new Tally(), new Signatures(), new AtomicInteger());
    }

    URI orderApi(String path) {
        List<ServiceInstance> instances = platform.orderApis();
        return instances
                .get(Math.floorMod(turn.getAndIncrement(), instances.size()))
                .base()
                .resolve("/api/v1" + path);
    }

    /** Returns the former login if a new one fails, which is counted. */
    HttpCaller logIn(HttpCaller former, String path, Map<String, Object> login) throws InterruptedException {
        HttpCaller anybody = HttpCaller.anybody(restaurant.http());
        Answer answer = tally.time(Kind.LOGIN, 200, () -> anybody.send("POST", orderApi(path), login));
        if (answer.status() != 200) {
            return former;
        }
        String token = answer.json().path("access_token").asString();
        signatures.add(token);
        return anybody.as(token);
    }
}
