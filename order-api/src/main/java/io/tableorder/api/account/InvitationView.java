package io.tableorder.api.account;

import java.time.Instant;

/** An invitation by which somebody chooses a password, once and until it expires; told to whoever made it. */
public record InvitationView(String invitationCode, Instant expiresAt) {

    @Override
    public String toString() {
        return "InvitationView[invitationCode=***, expiresAt=" + expiresAt + "]";
    }
}
