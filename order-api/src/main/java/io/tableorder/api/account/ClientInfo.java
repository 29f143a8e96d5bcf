package io.tableorder.api.account;

import jakarta.servlet.http.HttpServletRequest;

/** What is known of a client that logs in. What it says of itself may be anything. */
record ClientInfo(String address, String userAgent) {

    static ClientInfo of(HttpServletRequest request) {
        String userAgent = request.getHeader("User-Agent");
        return new ClientInfo(request.getRemoteAddr(), userAgent == null ? "" : userAgent);
    }
}
