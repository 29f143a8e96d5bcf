package io.tableorder.operability.health;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Ready when a broker of the cluster answers. The client stays the caller's to close. */
public final class KafkaCheck implements ReadinessCheck {

    private final Admin admin;

    public KafkaCheck(Admin admin) {
        this.admin = admin;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public boolean isExternal() {
        return true;
    }

    @Override
    public void check() throws InterruptedException, ExecutionException, TimeoutException {
        int milliseconds = (int) timeout().toMillis();
        admin.describeCluster(new DescribeClusterOptions().timeoutMs(milliseconds))
                .clusterId()
                .get(milliseconds, TimeUnit.MILLISECONDS);
    }
}
