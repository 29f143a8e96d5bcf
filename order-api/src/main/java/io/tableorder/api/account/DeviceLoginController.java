package io.tableorder.api.account;

import io.tableorder.api.validation.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets devices in that need no password: first by a code, from then on by what they were given for it. */
@RestController
@RequestMapping(path = "/api/v1/devices", produces = MediaType.APPLICATION_JSON_VALUE)
final class DeviceLoginController {

    record DevicePairing(@NotNull Secret pairingCode) {}

    record DeviceLogin(@NotNull Secret deviceCredential) {}

    private final DeviceLogins logins;
    private final KnownDevices known;

    DeviceLoginController(DeviceLogins logins, KnownDevices known) {
        this.logins = logins;
        this.known = known;
    }

    @PostMapping("/pair")
    LoginAnswer pair(
            @Valid @RequestBody DevicePairing pairing, HttpServletRequest request, HttpServletResponse response) {
        ClientInfo client = ClientInfo.of(request);
        LoginAnswer answer = logins.pair(pairing.pairingCode(), client);
        LoginAnswer.KeptDevice device = answer.device();
        if (device != null) {
            known.remember(new LoginName.OfDevice(device.deviceId()), client, request, response);
        }
        return answer;
    }

    @PostMapping("/login")
    LoginAnswer logIn(@Valid @RequestBody DeviceLogin login, HttpServletRequest request, HttpServletResponse response) {
        ClientInfo client = ClientInfo.of(request);
        DeviceCredential credential = DeviceCredential.read(login.deviceCredential());
        LoginAnswer answer = logins.logIn(credential, client);
        known.remember(new LoginName.OfDevice(credential.deviceId()), client, request, response);
        return answer;
    }
}
