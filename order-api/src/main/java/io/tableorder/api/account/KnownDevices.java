package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Ids;
import io.tableorder.operability.settings.SecuritySettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Knows devices on which a name has logged in before, by a signed cookie. It opens nothing: it only keeps what strangers
 * do from counting against those who were in already.
 */
@Component
final class KnownDevices {

    /** The cookie of a name ends with the beginning of the name's hash: a device may be of several. */
    static final String COOKIE = "known-";

    private static final int HASH_CHARACTERS = 16;

    /** A tablet that is used once in so long stays known. */
    private static final Duration KEPT = Duration.ofDays(180);

    private static final int PARTS = 3;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Clock clock;

    KnownDevices(SecuritySettings settings, Clock clock) {
        // A key of its own, so that no signature made for one purpose can serve the other.
        this.key =
                new SecretKeySpec(hmac(new SecretKeySpec(settings.keyBytes(), ALGORITHM), "known-device"), ALGORITHM);
        this.clock = clock;
    }

    /** Returns the device's id if this name has logged in on it before. */
    Optional<String> idOf(LoginName name, ClientInfo client) {
        String value = client.cookies().get(cookieOf(name));
        if (value == null) {
            return Optional.empty();
        }
        String[] parts = value.split("\\.", -1);
        if (parts.length != PARTS || !isSigned(name, parts) || !isRecent(parts[1])) {
            return Optional.empty();
        }
        return Optional.of(parts[0]);
    }

    private boolean isSigned(LoginName name, String[] parts) {
        byte[] signature = signature(name, parts[0], parts[1]).getBytes(UTF_8);
        return MessageDigest.isEqual(signature, parts[2].getBytes(UTF_8));
    }

    /** Only of what is signed, and so is a number. */
    private boolean isRecent(String issuedAt) {
        return Long.parseLong(issuedAt) > clock.instant().minus(KEPT).getEpochSecond();
    }

    /** Makes the cookie by which the device is known from now on, under the id that it has if it was known before. */
    ResponseCookie remember(LoginName name, ClientInfo client, boolean secure) {
        String id = idOf(name, client).orElseGet(Ids::next);
        String issuedAt = Long.toString(clock.instant().getEpochSecond());
        return ResponseCookie.from(cookieOf(name), id + "." + issuedAt + "." + signature(name, id, issuedAt))
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path("/api/v1")
                .maxAge(KEPT)
                .build();
    }

    /** Strangers who guess this name do not count against this device from now on. */
    void remember(LoginName name, ClientInfo client, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                remember(name, client, request.isSecure()).toString());
    }

    private static String cookieOf(LoginName name) {
        return COOKIE + name.hash().substring(0, HASH_CHARACTERS);
    }

    private String signature(LoginName name, String id, String issuedAt) {
        return HexFormat.of().formatHex(hmac(key, name.hash() + "\n" + id + "\n" + issuedAt));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
