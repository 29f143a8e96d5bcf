package io.tableorder.api.oidc;

/**
 * What ties the answer of an issuer to the browser that asked. It is for that browser alone to keep.
 *
 * @param state comes back with the answer
 * @param nonce whose hash comes back in the issuer's token
 * @param verifier without which the answer's code is worth nothing (PKCE)
 */
public record BegunSignIn(String state, String nonce, String verifier) {

    @Override
    public String toString() {
        return "BegunSignIn[***]";
    }
}
