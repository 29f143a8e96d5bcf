package io.tableorder.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A speed says how many times as fast events follow each other as they did; {@code max} is infinity. */
final class SpeedArgument implements ITypeConverter<Double> {
    static final String MAX = "max";

    @Override
    public Double convert(String text) {
        if (text.equals(MAX)) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double factor = Double.parseDouble(text);
            if (factor > 0 && Double.isFinite(factor)) {
                return factor;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, like a number that is no speed.
        }
        throw new TypeConversionException("'" + text + "' is no speed; it takes a factor such as 1 or 60, or " + MAX);
    }
}
