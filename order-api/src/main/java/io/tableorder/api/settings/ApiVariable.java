package io.tableorder.api.settings;

import io.tableorder.operability.settings.Takes.Flag;
import io.tableorder.operability.settings.Takes.Form;
import io.tableorder.operability.settings.Takes.Text;
import io.tableorder.operability.settings.Takes.WholeNumber;
import io.tableorder.operability.settings.Variable;

/** The environment variables that only order-api reads, in the order {@code .env.example} shows them. */
enum ApiVariable implements Variable {
    TOKEN_SIGNING_KEYS_FILE(new Description(
            "Security",
            "File of the key pairs that sign tokens, made where it is not there; nobody else may read it. ./orders keys rotate"
                    + " changes it, which is noticed within a second. Default: SECRET_KEY signs tokens.",
            new Form("the path of a JSON Web Key Set, or of a file that can be made"),
            null)),
    LOGIN_MAX_FAILURES(new Description(
            "Security",
            "Failed logins in a row after which a name is locked for the address, or the known device, that they came from.",
            new WholeNumber(1, 100, "failures"),
            "5")),
    LOGIN_LOCK_MINUTES(new Description(
            "Security", "Time for which it stays locked there.", new WholeNumber(1, 1_440, "minutes"), "5")),
    LOGIN_FAILURES_PER_ADDRESS(new Description(
            "Security",
            "Failed logins of one address in a burst, at whatever names; after it one more every 3 seconds. Devices that"
                    + " have logged in before are not counted.",
            new WholeNumber(5, 1_000_000, "failures"),
            "40")),
    DEVICE_LIFETIME_DAYS(new Description(
            "Security",
            "Time after which a tablet, kitchen or floor screen that nobody has used must be set up again: a season's"
                    + " closure is shorter, and what lies forgotten in a drawer opens nothing in the end.",
            new WholeNumber(1, 3_650, "days"),
            "90")),
    SECOND_FACTOR_REQUIRED(new Description(
            "Security",
            "Whether chain admins and operators have to log in with a code from an authenticator app beside their password."
                    + " Who has none yet sets one up at their next login; who is logged in stays so until then.",
            new Flag(),
            "false")),
    OIDC_ISSUER(new Description(
            "Security",
            "OpenID issuer that chain admins and operators may log in by, once an invitation has linked them. It may be away"
                    + " at the start. Register OIDC_PAGES_URL and /signed-in there as the redirect URI. Default: passwords only.",
            new Form(
                    "an https:// URL, byte for byte as the issuer calls itself, such as https://id.example.com/realms/staff;"
                            + " http:// of this machine only"),
            null)),
    OIDC_CLIENT_ID(new Description(
            "Security",
            "What this platform is called there.",
            new Form("1 to 1000 characters, together with OIDC_ISSUER"),
            null)),
    OIDC_CLIENT_SECRET(new Description(
                    "Security",
                    "What this platform proves to be that with.",
                    new Form("1 to 1000 characters, together with OIDC_ISSUER"),
                    null)
            .secret()),
    OIDC_PAGES_URL(new Description(
            "Security",
            "Origin at which browsers reach the pages, to which the issuer sends them back.",
            new Form("an https:// URL without a path, such as https://orders.example.com, together with OIDC_ISSUER;"
                    + " http:// of this machine only"),
            null)),
    OIDC_LABEL(
            new Description("Security", "What the button on the login pages calls the issuer.", new Text(40), "SSO")),
    ORDER_RATE_LIMIT_PER_MINUTE(new Description(
            "Security",
            "Orders that one table may place in a minute. 0 means no limit.",
            new WholeNumber(0, 100_000, "orders"),
            "30")),
    RECEIPTS_MAX_MIB(new Description(
            "Commands",
            "Memory for recognising commands that are sent again, 60 bytes each for 25 hours; past it the oldest are"
                    + " forgotten first. By default half of the heap",
            new Form(WriterSettings.TAKES),
            null)),
    PICTURE_ORIGINS(new Description(
            "Cors",
            "Web origins from which screens may load pictures of dishes, separated by commas."
                    + " Default: every origin with https.",
            new Form("origins such as https://pictures.example.com, separated by commas"),
            null)),
    STREAM_URL(new Description(
            "Sse",
            "URL under which browsers reach sse-notifier. CORS_ORIGINS must name the pages' origin there."
                    + " Default: that origin itself, for one proxy before both.",
            new Form("an http:// or https:// URL without a path, such as https://stream.example.com"),
            null)),
    PROJECTOR_URL(new Description(
            "Projection",
            "URL under which browsers reach order-projector. CORS_ORIGINS must name the pages' origin there."
                    + " Default: that origin itself, for one proxy before both.",
            new Form("an http:// or https:// URL without a path, such as https://projector.example.com"),
            null));

    private final Description description;

    ApiVariable(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }
}
