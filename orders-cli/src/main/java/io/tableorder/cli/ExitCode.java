package io.tableorder.cli;

/** An exit code tells the script that ran a command how it ended. */
final class ExitCode {
    static final int OK = 0;
    /** It did its work, and what it looked at is not as it should be. */
    static final int FAULT_FOUND = 1;
    /** An argument or a setting is wrong, so nothing was done. */
    static final int USAGE = 2;
    /** It could not do its work, or not all of it. */
    static final int FAILED = 3;

    private ExitCode() {}
}
