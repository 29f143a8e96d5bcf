package io.tableorder.operability.access;

/** Tells again and again whether one login's access has ended, and pays only when something has. For one thread. */
public final class AccessWatch {

    private final AccessEnds ends;
    private final Bearer bearer;
    private final Login login;
    private long seen = -1;
    private boolean ended;

    AccessWatch(AccessEnds ends, Bearer bearer, Login login) {
        this.ends = ends;
        this.bearer = bearer;
        this.login = login;
    }

    /** Once true it stays true. */
    public boolean isEnded() {
        long now = ends.changes();
        if (!ended && now != seen) {
            seen = now;
            ended = ends.isEnded(bearer, login);
        }
        return ended;
    }
}
