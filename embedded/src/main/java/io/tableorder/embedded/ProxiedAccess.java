package io.tableorder.embedded;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** Another way into a cluster, through proxies: whoever takes it can be cut from the brokers while others are not. */
public final class ProxiedAccess {
    /** Each broker has one. */
    private final List<TcpProxy> proxies = new ArrayList<>();

    void add(TcpProxy proxy) {
        proxies.add(proxy);
    }

    public String bootstrapServers() {
        return proxies.stream().map(proxy -> "127.0.0.1:" + proxy.port()).collect(joining(","));
    }

    /** Cuts the connections; see {@link TcpProxy#cut}. */
    public void cut() {
        proxies.forEach(TcpProxy::cut);
    }

    /** Stalls the connections; see {@link TcpProxy#stall}. */
    public void stall() {
        proxies.forEach(TcpProxy::stall);
    }

    /** Restores the connections; see {@link TcpProxy#restore}. */
    public void restore() {
        proxies.forEach(TcpProxy::restore);
    }

    void close() {
        proxies.forEach(TcpProxy::close);
    }
}
