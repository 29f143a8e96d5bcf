package io.tableorder.notifier.web;

import io.tableorder.notifier.feed.BrokenFeed;
import io.tableorder.notifier.feed.Feeds;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells whoever runs the platform which stores' live boards have stopped, and where. */
@RestController
class BrokenFeedsController {

    static final String PATH = "/api/v1/platform/broken-feeds";

    private final Feeds feeds;

    BrokenFeedsController(Feeds feeds) {
        this.feeds = feeds;
    }

    record BrokenFeeds(List<BrokenFeed> brokenFeeds) {}

    @GetMapping(PATH)
    BrokenFeeds broken() {
        return new BrokenFeeds(feeds.broken());
    }
}
