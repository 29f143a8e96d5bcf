package io.tableorder.api.account;

import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.validation.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class LoginController {

    /**
     * Either a store's people or a chain's log in: exactly one of the two ids says which.
     *
     * @param secondFactorCode of those who have a second factor, or one of their recovery codes
     */
    record AdminLogin(
            @Nullable @Size(max = Bounds.MAXIMUM_LOGIN_FIELD)
            String storeId,

            @Nullable @Size(max = Bounds.MAXIMUM_LOGIN_FIELD)
            String chainId,

            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_LOGIN_FIELD)
            String username,

            @NotNull Secret password,
            @Nullable Secret secondFactorCode) {

        LoginName name() {
            return LoginName.of(storeId, chainId, username);
        }
    }

    /**
     * A tablet logs in.
     *
     * @param rememberDevice it asks for a credential of its own, so that it need not keep the table's password
     * @param deviceName what people call it; with that only
     */
    record TableLogin(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_LOGIN_FIELD)
            String storeId,

            @NotNull @Min(1) @Max(Bounds.MAXIMUM_TABLE_NUMBER)
            Integer tableNumber,

            @NotNull Secret tablePassword,
            @Nullable Boolean rememberDevice,

            @Nullable @DisplayName(max = Bounds.MAXIMUM_NAME, mayBeEmpty = true)
            String deviceName) {

        /** Returns the name of a device that is to be remembered; null for one that is not. */
        @Nullable
        String deviceToKeep() {
            if (!Boolean.TRUE.equals(rememberDevice)) {
                return null;
            }
            return deviceName == null ? "" : deviceName;
        }
    }

    private final Logins logins;
    private final KnownDevices devices;

    LoginController(Logins logins, KnownDevices devices) {
        this.logins = logins;
        this.devices = devices;
    }

    @PostMapping("/api/v1/admin/login")
    LoginAnswer admin(@Valid @RequestBody AdminLogin login, HttpServletRequest request, HttpServletResponse response) {
        ClientInfo client = ClientInfo.of(request);
        LoginAnswer answer = logins.admin(login.name(), login.password(), login.secondFactorCode(), client);
        devices.remember(login.name(), client, request, response);
        return answer;
    }

    @PostMapping("/api/v1/customer/login")
    LoginAnswer table(@Valid @RequestBody TableLogin login, HttpServletRequest request, HttpServletResponse response) {
        ClientInfo client = ClientInfo.of(request);
        LoginName.OfTable name = new LoginName.OfTable(login.storeId(), login.tableNumber());
        LoginAnswer answer = logins.table(name, login.tablePassword(), login.deviceToKeep(), client);
        devices.remember(name, client, request, response);
        return answer;
    }
}
