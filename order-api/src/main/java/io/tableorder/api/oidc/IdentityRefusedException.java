package io.tableorder.api.oidc;

/** Says that an issuer's answer proves nothing; the message says why, to those who run the platform and nobody else. */
public final class IdentityRefusedException extends RuntimeException {

    IdentityRefusedException(String why) {
        super(why, null, false, false);
    }
}
