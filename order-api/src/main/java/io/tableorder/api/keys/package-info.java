/**
 * Signs tokens: the private keys are here and in no other service. Everybody may have the public ones, from {@code
 * /.well-known/jwks.json} or the file that this service writes.
 */
@NullMarked
package io.tableorder.api.keys;

import org.jspecify.annotations.NullMarked;
