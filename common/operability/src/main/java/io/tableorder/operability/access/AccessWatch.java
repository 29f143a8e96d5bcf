package io.tableorder.operability.access;

/** Tells again and again whether one login's access has ended, and pays only when something has. For one thread. */
public final class AccessWatch {

    private final AccessEnds ends;
    private final String subject;
    private final String chainId;
    private final Login login;
    private long seen = -1;
    private boolean ended;

    AccessWatch(AccessEnds ends, String subject, String chainId, Login login) {
        this.ends = ends;
        this.subject = subject;
        this.chainId = chainId;
        this.login = login;
    }

    /** Once true it stays true. */
    public boolean isEnded() {
        long now = ends.changes();
        if (!ended && now != seen) {
            seen = now;
            ended = ends.isEnded(subject, chainId, login);
        }
        return ended;
    }
}
