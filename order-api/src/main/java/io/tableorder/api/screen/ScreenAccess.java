package io.tableorder.api.screen;

import io.tableorder.api.settings.OidcSettings;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Pages and scripts are for everybody: what they show they ask for with their user's token. */
@Component
final class ScreenAccess implements AccessPolicy {

    @Override
    public void describe(AccessRules rules) {
        rules.open(
                        HttpMethod.GET,
                        ScreenController.TABLET,
                        TabletWorker.PATH,
                        ScreenController.ADMIN,
                        ScreenController.CHAIN,
                        ScreenController.OPS,
                        ScreenController.PLATFORM,
                        ScreenController.SETUP,
                        ScreenController.INVITATION,
                        OidcSettings.RETURN_PATH,
                        ScreenController.SETTINGS)
                .open(HttpMethod.GET, ScreenResources.PATHS);
    }
}
