package io.tableorder.cli.setup;

/**
 * A dish as somebody types it: {@code 식사/비빔밥/9000}.
 *
 * @param price in the currency's minor unit; of won, won
 */
public record Dish(String category, String name, long price) {

    /** This is how a dish is written. */
    public static final String FORM = "CATEGORY/DISH/PRICE";

    /**
     * Reads the form. The category ends at the first slash and the price begins after the last, so a dish may have some.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static Dish parse(String text) {
        int first = text.indexOf('/');
        int last = text.lastIndexOf('/');
        String expected = "\"" + text + "\" is no dish: write " + FORM + ", such as 식사/비빔밥/9000";
        if (first < 1 || last == first) {
            throw new IllegalArgumentException(expected);
        }
        String category = text.substring(0, first).strip();
        String name = text.substring(first + 1, last).strip();
        if (category.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException(expected);
        }
        try {
            return new Dish(
                    category, name, Long.parseLong(text.substring(last + 1).strip()));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(expected, noNumber);
        }
    }
}
