package io.tableorder.api.account;

import io.tableorder.api.oidc.SignInFlow;
import io.tableorder.api.validation.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets chain admins and operators in for whom the issuer vouches that the settings name. */
@RestController
@RequestMapping(path = IdentityController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
final class IdentityController {

    static final String PATH = "/api/v1/auth/oidc";

    /** The state that is made here has 44 characters. */
    private static final int LONGEST_STATE = 200;

    /** @param invitationCode of whoever is to log in by the issuer from then on; absent for a login */
    record Beginning(@Nullable Secret invitationCode) {}

    /** @param authorizationUri where the browser is to go */
    record Begun(URI authorizationUri) {}

    /** What the issuer gave the browser on its way back. */
    record Return(
            @NotNull Secret code,

            @NotNull @Size(min = 1, max = LONGEST_STATE) String state) {}

    private final IdentityLogins logins;
    private final IdentityCookie cookie;

    IdentityController(IdentityLogins logins, IdentityCookie cookie) {
        this.logins = logins;
        this.cookie = cookie;
    }

    @PostMapping("/begin")
    Begun begin(@Valid @RequestBody Beginning body, HttpServletRequest request, HttpServletResponse response) {
        Secret invitation = body.invitationCode();
        SignInFlow.Started started = logins.begin(invitation, request);
        String code = invitation == null ? null : invitation.reveal();
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie.of(started.begun(), code).toString());
        return new Begun(started.address());
    }

    /** Takes the issuer's answer, once: what the browser kept for it is forgotten, whatever comes of it. */
    @PostMapping("/login")
    LoginAnswer logIn(@Valid @RequestBody Return body, HttpServletRequest request, HttpServletResponse response) {
        IdentityCookie.Content begun = cookie.read(request).orElseThrow(IdentityLogins::notTaken);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.none().toString());
        return logins.logIn(begun, body.code(), body.state(), ClientInfo.of(request));
    }
}
