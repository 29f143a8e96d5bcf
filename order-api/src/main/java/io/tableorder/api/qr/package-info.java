/**
 * This package draws texts as QR codes, so that phones and tablets read what nobody wants to type. It keeps nothing of them.
 */
@NullMarked
package io.tableorder.api.qr;

import org.jspecify.annotations.NullMarked;
