package io.tableorder.event;

import java.util.Locale;

/**
 * What guests have to be told where it is in a dish: the list of the Enforcement Rule of Korea's Act on Labelling and
 * Advertising of Foods, in its order. The wire form is the lower-case name.
 */
public enum Allergen {
    EGGS,
    MILK,
    BUCKWHEAT,
    PEANUTS,
    SOY,
    WHEAT,
    MACKEREL,
    CRAB,
    SHRIMP,
    PORK,
    PEACH,
    TOMATO,
    SULPHITES,
    WALNUT,
    CHICKEN,
    BEEF,
    SQUID,
    SHELLFISH,
    PINE_NUT;

    /** Returns the name on the wire, which is what mappers of JSON write and read. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
