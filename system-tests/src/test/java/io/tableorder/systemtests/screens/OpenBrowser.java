package io.tableorder.systemtests.screens;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;

/** The one browser of all tests. */
record OpenBrowser(Playwright playwright, Browser browser) implements AutoCloseable {

    static OpenBrowser open() {
        Playwright playwright = Playwright.create();
        return new OpenBrowser(playwright, LocalBrowser.launch(playwright));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
