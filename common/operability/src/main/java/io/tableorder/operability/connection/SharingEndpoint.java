package io.tableorder.operability.connection;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Accepts connections as Tomcat does, and closes at once those of an address that holds its share. */
final class SharingEndpoint extends NioEndpoint {

    private record Sharing(AddressPlaces<SocketChannel> places, Consumer<InetAddress> refused) {}

    private @Nullable Sharing sharing;

    /**
     * This is to be called before the endpoint starts. Without it an address may hold every place.
     *
     * @param refused is told of the address of each connection that is closed at once
     */
    void share(AddressPlaces<SocketChannel> places, Consumer<InetAddress> refused) {
        sharing = new Sharing(places, refused);
    }

    @Override
    protected boolean setSocketOptions(SocketChannel connection) {
        Sharing agreed = sharing;
        if (agreed == null) {
            return super.setSocketOptions(connection);
        }
        InetAddress address = connection.socket().getInetAddress();
        if (!agreed.places().take(connection, address)) {
            agreed.refused().accept(address);
            destroySocket(connection);
            return false;
        }
        boolean stays = super.setSocketOptions(connection);
        if (!stays) {
            agreed.places().giveBack(connection);
        }
        return stays;
    }

    /** Tomcat tells its handler of the end of every connection, however it came. */
    @Override
    public void setHandler(Handler<NioChannel> handler) {
        super.setHandler(new GivingBack(handler));
    }

    private void closed(@Nullable SocketChannel connection) {
        Sharing agreed = sharing;
        if (agreed != null && connection != null) {
            agreed.places().giveBack(connection);
        }
    }

    private final class GivingBack implements Handler<NioChannel> {

        private final Handler<NioChannel> next;

        GivingBack(Handler<NioChannel> next) {
            this.next = next;
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> socket) {
            closed(socket.getSocket().getIOChannel());
            next.release(socket);
        }

        @Override
        public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent status) {
            return next.process(socket, status);
        }

        @Override
        public Object getGlobal() {
            return next.getGlobal();
        }

        @Override
        public void pause() {
            next.pause();
        }

        @Override
        public void recycle() {
            next.recycle();
        }
    }
}
