package io.tableorder.operability.connection;

import org.apache.tomcat.util.net.SocketWrapperBase;

/** Connects a request's body with its connection, whose patience is limited. A request has it as an attribute. */
record BodyPatience(UnfinishedBodies bodies, SocketWrapperBase<?> socket) {

    static final String ATTRIBUTE = BodyPatience.class.getName();

    UnfinishedBodies.Body begin() {
        return bodies.begin(timeout -> socket.setReadTimeout(timeout.toMillis()));
    }
}
