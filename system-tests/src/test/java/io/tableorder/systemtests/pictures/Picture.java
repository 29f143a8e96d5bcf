package io.tableorder.systemtests.pictures;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import io.tableorder.fixture.OtlpReceiver.Part;
import io.tableorder.systemtests.screens.LocalBrowser;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Pictures for {@code docs/operability}, taken only where {@code -Dscreenshots=write} asks for them. */
public final class Picture {

    private static final Path DIRECTORY =
            Path.of(System.getProperty("table-order.home")).resolve("docs/operability");

    private static final String STYLE = """
            <meta charset="utf-8"><style>
            body { margin: 0; padding: 16px; background: #f4f5f7; font: 13px sans-serif; width: 1248px; color: #24292e }
            h1 { font-size: 18px; margin: 0 0 12px }
            main { display: grid; grid-template-columns: 1fr 1fr; gap: 12px }
            figure { margin: 0; background: #fff; border: 1px solid #dfe1e6; border-radius: 4px; padding: 10px 12px }
            figcaption { font-weight: 600; margin-bottom: 6px }
            svg text { font-size: 10px; text-anchor: end; fill: #57606a } svg line { stroke: #e6e8eb }
            polyline { fill: none; stroke-width: 1.6 }
            ul { list-style: none; margin: 4px 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 14px }
            li::before { content: ""; display: inline-block; width: 12px; height: 3px; margin-right: 5px;
              background: var(--c); vertical-align: middle }
            .trace { width: 100%; background: #fff; border: 1px solid #dfe1e6; border-collapse: collapse }
            .trace td { padding: 6px 10px; border-top: 1px solid #eee; white-space: nowrap }
            .trace td:nth-child(2) { width: 55% } .trace i { display: block; height: 12px; border-radius: 2px }
            .order-api { background: #3274d9 } .order-projector { background: #56a64b }
            .sse-notifier { background: #e0752d }
            </style>
            """;

    private Picture() {}

    public static boolean isWanted() {
        return "write".equals(System.getProperty("screenshots"))
                && LocalBrowser.find().isPresent();
    }

    public static void ofCharts(String name, String title, List<Chart> charts) {
        take(name, title, charts.stream().map(Chart::html).collect(Collectors.joining("\n", "<main>", "</main>")));
    }

    /** @param parts all of one trace */
    public static void ofTrace(String name, String title, List<Part> parts) {
        take(name, title, new Waterfall(parts).html());
    }

    private static void take(String name, String title, String body) {
        try (Playwright playwright = Playwright.create();
                Browser browser = LocalBrowser.launch(playwright)) {
            Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 120));
            page.setContent("<!doctype html>" + STYLE + "<h1>" + Chart.escaped(title) + "</h1>" + body);
            byte[] _ = page.screenshot(
                    new ScreenshotOptions().setFullPage(true).setPath(DIRECTORY.resolve(name + ".png")));
        }
    }
}
