package io.tableorder.api.keys;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.tableorder.operability.keys.TokenKeySet;
import io.tableorder.operability.keys.TokenKeys;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells everybody the keys by which tokens are known. */
@RestController
final class KeysController {

    static final String PATH = "/.well-known/jwks.json";

    /** As often as the other services ask. A new key is in the set for minutes before it signs. */
    private static final CacheControl BRIEFLY =
            CacheControl.maxAge(Duration.ofSeconds(15)).cachePublic();

    private static final String NO_KEYS = "{\"keys\":[]}";

    /** The set, as RFC 7517 spells it. */
    record KeySet(List<Object> keys) {}

    private final TokenKeys keys;

    KeysController(TokenKeys keys) {
        this.keys = keys;
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = KeySet.class)))
    ResponseEntity<String> keys() {
        TokenKeySet set = keys.current();
        return ResponseEntity.ok()
                .cacheControl(BRIEFLY)
                .contentType(MediaType.APPLICATION_JSON)
                .body(set == null ? NO_KEYS : set.publicSet().toJson());
    }
}
