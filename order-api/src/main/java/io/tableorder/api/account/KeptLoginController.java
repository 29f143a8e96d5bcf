package io.tableorder.api.account;

import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * Keeps a page's token in its browser through reloads, where neither a script nor another site can read it: in a cookie that
 * only this path is sent. The cookie opens nothing; whether the token in it still does is for the request that carries it.
 */
@RestController
@RequestMapping(path = KeptLoginController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
final class KeptLoginController {

    static final String PATH = "/api/v1/auth/kept-login";

    /** Pages of one browser may be logged in as several, each under its own name. */
    private static final String PAGE = "[a-z]{1,16}";

    private static final String COOKIE = "login-";
    private static final String BEARER = "Bearer ";

    record KeptLogin(String accessToken) {}

    private final InstantSource clock;

    KeptLoginController(InstantSource clock) {
        this.clock = clock;
    }

    /** Keeps the request's own token for as long as it is valid. */
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(
            Caller caller,
            @RequestParam @Pattern(regexp = PAGE) String page,
            WebRequest request,
            HttpServletResponse response) {
        String authorization = Objects.requireNonNull(request.getHeader(HttpHeaders.AUTHORIZATION), "of a caller");
        String token = authorization.substring(BEARER.length()).strip();
        Duration left = Duration.between(clock.instant(), caller.expiresAt());
        set(cookie(page, token, left, request.isSecure()), response);
    }

    @GetMapping
    KeptLogin read(@RequestParam @Pattern(regexp = PAGE) String page, HttpServletRequest request) {
        return new KeptLogin(kept(page, request).orElseThrow(() -> new ProblemException(ErrorCode.AUTH_ERROR)));
    }

    /** Forgets the token, which goes on being valid until it is logged out or expires. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(
            @RequestParam @Pattern(regexp = PAGE) String page,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (kept(page, request).isEmpty()) {
            throw new ProblemException(ErrorCode.AUTH_ERROR);
        }
        set(cookie(page, "", Duration.ZERO, request.isSecure()), response);
    }

    private static Optional<String> kept(String page, HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE + page))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static ResponseCookie cookie(String page, String token, Duration age, boolean secure) {
        return ResponseCookie.from(COOKIE + page, token)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path(PATH)
                .maxAge(age)
                .build();
    }

    private static void set(ResponseCookie cookie, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
