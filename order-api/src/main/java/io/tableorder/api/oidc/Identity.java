package io.tableorder.api.oidc;

/**
 * Who somebody is to their issuer, which never gives a subject to another person.
 *
 * @param issuer the issuer's own name, as in its tokens
 */
public record Identity(String issuer, String subject) {}
