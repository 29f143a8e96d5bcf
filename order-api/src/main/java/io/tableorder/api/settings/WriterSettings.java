package io.tableorder.api.settings;

/**
 * Says what the write path may take of this instance.
 *
 * @param maximumReceiptBytes what the receipts of all stores of this instance may take of the heap
 */
public record WriterSettings(long maximumReceiptBytes) {

    private static final int MINIMUM_MIB = 1;
    private static final int MAXIMUM_MIB = 65_536;

    static final String TAKES = "a whole number of MiB from %d to %d".formatted(MINIMUM_MIB, MAXIMUM_MIB);

    /** Returns half of the heap: three million receipts in 384 MiB, beside the states of three thousand stores. */
    public static WriterSettings byDefault() {
        return new WriterSettings(Runtime.getRuntime().maxMemory() / 2);
    }

    static WriterSettings ofMib(String text) {
        int mib = Integer.parseInt(text);
        if (mib < MINIMUM_MIB || mib > MAXIMUM_MIB) {
            throw new IllegalArgumentException("out of range");
        }
        return new WriterSettings((long) mib << 20);
    }
}
