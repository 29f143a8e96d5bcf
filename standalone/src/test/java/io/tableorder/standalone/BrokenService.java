package io.tableorder.standalone;

/** Stands for a service whose settings are wrong. */
public final class BrokenService {
    private static final int EXIT_CODE = 7;

    private BrokenService() {}

    public static void main(String[] arguments) {
        System.out.println("no such setting");
        System.exit(EXIT_CODE);
    }
}
