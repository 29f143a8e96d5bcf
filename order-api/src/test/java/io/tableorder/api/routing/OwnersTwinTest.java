package io.tableorder.api.routing;

import java.net.URI;

class OwnersTwinTest extends OwnersConformance {

    private final OwnersTwin twin = new OwnersTwin();

    @Override
    Owners owners() {
        return twin;
    }

    @Override
    void join(URI url) {
        PARTITIONS.forEach(partition -> twin.assign(partition, url));
    }

    @Override
    void leave(URI url) {
        PARTITIONS.forEach(partition -> twin.assign(partition, null));
    }
}
