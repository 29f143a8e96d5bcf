package io.tableorder.api.validation;

/** This class has every bound on what a request may hold, how long or how much, with its reason. */
public final class Bounds {

    /** A store's is also its events' key: short, and the same in URLs, files and metrics. */
    public static final String ID = "[a-z0-9-]{3,64}";

    public static final String USERNAME = "[a-z0-9._-]{2,64}";

    /** Characters of an id that was made here, generously; longer ones name nothing. */
    public static final int MAXIMUM_ID = 64;

    /** Characters; a chain's, store's, category's or item's name, which a tablet shows on one line. */
    public static final int MAXIMUM_NAME = 100;

    public static final int MAXIMUM_DESCRIPTION = 1_000;
    public static final int MAXIMUM_URL = 500;

    /** A note has so many characters at most; it is from a guest to the kitchen, or from staff to the journal. */
    public static final int MAXIMUM_NOTE = 200;

    /**
     * A price is at most this, in the currency's minor unit. With 99 of an item and 50 lines an order's sum stays far
     * inside a long.
     */
    public static final long MAXIMUM_PRICE = 100_000_000;

    /** So many things a dish may ask of the guests: a dialog on a tablet shows a few at a time, and nobody answers more. */
    public static final int MAXIMUM_OPTION_GROUPS = 10;

    /** So many answers a question may have: a list of toppings, on one tablet's height or two. */
    public static final int MAXIMUM_OPTIONS_OF_GROUP = 20;

    /** Characters of a group's or an option's name, which stands under a dish's on a kitchen screen. */
    public static final int MAXIMUM_OPTION_NAME = 30;

    /**
     * So many options may be chosen for one line, and so many all groups of a dish may ask for together, so that whatever a
     * dish asks can be answered. With the longest names and 50 lines an order's event stays below 240 KB, and may have
     * 256 KiB.
     */
    public static final int MAXIMUM_CHOICES = 8;

    /** What is in an id of a group or an option: letters that no JSON spells longer than one escape. */
    public static final String OPTION_ID = "[A-Za-z0-9_-]{1,36}";

    public static final int MAXIMUM_OPTION_ID = 36;

    /** There are so many that a menu has to name. */
    public static final int MAXIMUM_ALLERGENS = 19;

    /** Characters of where a dish's ingredients are from: twice the longest that a menu's board has on one line. */
    public static final int MAXIMUM_ORIGIN = 200;

    /** A dish with every choice that makes it dearer costs this at most, in the currency's minor unit. */
    public static final long MAXIMUM_UNIT_PRICE = MAXIMUM_PRICE * (1 + MAXIMUM_CHOICES);

    /** Characters of a station's name, which stands in the head of a kitchen's screen. */
    public static final int MAXIMUM_STATION_NAME = 30;

    /** A station may name as many categories as a store can have. */
    public static final int MAXIMUM_CATEGORIES_OF_STATION = 200;

    /** Dishes that a station names one by one: more of them are a category. With both lists full an event is below 30 KB. */
    public static final int MAXIMUM_DISHES_OF_STATION = 500;

    /** Characters of a printer's name, which is as long as that of the station it prints for. */
    public static final int MAXIMUM_PRINTER_NAME = MAXIMUM_STATION_NAME;

    /** A printer may name as many stations as a store can have. */
    public static final int MAXIMUM_STATIONS_OF_PRINTER = 30;

    /** Letters of a line on paper of 58 mm, which is the narrowest. */
    public static final int MINIMUM_COLUMNS = 32;

    /** Letters of a line on paper of 80 mm in the narrowest spacing that printers begin with. */
    public static final int MAXIMUM_COLUMNS = 48;

    public static final int MAXIMUM_DISPLAY_ORDER = 1_000_000;
    public static final int MAXIMUM_QUANTITY = 99;
    public static final int MAXIMUM_LINES = 50;

    /** Lines of a bill that are chosen one by one: more of them are moved with their session. */
    public static final int MAXIMUM_SPLIT_LINES = 500;

    public static final int MAXIMUM_TABLE_NUMBER = 9_999;

    /** This is as many items as a store's menu can have. */
    public static final int MAXIMUM_RANKS = 2_000;

    /** Characters, of what a login sends: whatever is longer names nothing, and need not be looked for. */
    public static final int MAXIMUM_LOGIN_FIELD = 100;

    private Bounds() {}
}
