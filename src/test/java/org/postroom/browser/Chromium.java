package org.postroom.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.postroom.testing.InstalledPrograms;

/** Debian's Chromium, driven by Playwright with the machine's Node.js. It knows no host but this machine. */
final class Chromium implements AutoCloseable {
    static final String PROGRAM = "chromium";
    static final String NODE = "node";

    private static final double LONGEST_START_MS = 120_000;

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it without a window, with an empty profile. All that is waited for may take as long as on a busy machine. */
    static Chromium launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(Window.LONGEST_WAIT_MS);
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH", program(NODE).toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setHeadless(true)
                        .setExecutablePath(program(PROGRAM))
                        .setTimeout(LONGEST_START_MS)
                        .setArgs(FLAGS));
        return new Chromium(playwright, browser);
    }

    private static Path program(String name) {
        return InstalledPrograms.find(name).orElseThrow();
    }

    /** A window with cookies of its own. */
    Window window(Screen screen) {
        return new Window(browser.newContext(screen.options()));
    }

    /** A window of somebody who has switched JavaScript off. */
    Window windowWithoutScript(Screen screen) {
        return new Window(browser.newContext(screen.options().setJavaScriptEnabled(false)));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
