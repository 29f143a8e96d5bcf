/**
 * This package asks an OpenID issuer who somebody is, by the authorization code flow of Spring Security's client. Its answer is an
 * identity and no right: what an identity opens is for the accounts to say.
 */
@NullMarked
package io.tableorder.api.oidc;

import org.jspecify.annotations.NullMarked;
