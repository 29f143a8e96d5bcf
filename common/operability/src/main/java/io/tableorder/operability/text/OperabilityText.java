package io.tableorder.operability.text;

/** The texts of what every service shares. Their words are in {@code texts/operability_*.properties}, a file for each language. */
public enum OperabilityText implements Text {
    REQUIRED,
    WRONG_FORM,
    UNKNOWN_MEMBER,
    NOT_JSON,
    NO_BODY,
    BODY_TOO_LARGE,
    DATABASE_AWAY,
    LOGINS_NOT_KNOWN_YET,
    NAME_A_STORE,
    ORIGIN_NOT_LISTED,
    NOT_AN_ORIGIN;

    public static final TextBundle BUNDLE = TextBundle.of("operability");

    @Override
    public TextBundle bundle() {
        return BUNDLE;
    }
}
