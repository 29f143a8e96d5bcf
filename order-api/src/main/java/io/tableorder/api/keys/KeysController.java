package io.tableorder.api.keys;

import io.swagger.v3.oas.annotations.Hidden;
import io.tableorder.operability.keys.TokenKeySet;
import io.tableorder.operability.keys.TokenKeys;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells everybody the keys by which tokens are known, as a JSON Web Key Set (RFC 7517). Its form is that document's, so
 * that the API's has nothing to say of it.
 */
@Hidden
@RestController
final class KeysController {

    static final String PATH = "/.well-known/jwks.json";

    /** The answer is kept for as long as the other services wait between two questions; a new key is in it for minutes before it signs. */
    private static final CacheControl BRIEFLY =
            CacheControl.maxAge(Duration.ofSeconds(15)).cachePublic();

    private static final String NO_KEYS = "{\"keys\":[]}";

    private final TokenKeys keys;

    KeysController(TokenKeys keys) {
        this.keys = keys;
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> keys() {
        TokenKeySet set = keys.current();
        return ResponseEntity.ok()
                .cacheControl(BRIEFLY)
                .contentType(MediaType.APPLICATION_JSON)
                .body(set == null ? NO_KEYS : set.publicSet().toJson());
    }
}
