package org.postroom.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds pages against WCAG 2.2 AA and best practice, by axe-core. */
final class Axe {
    static final Path SCRIPT = Path.of("src/test/browser/node_modules/axe-core/axe.min.js");

    private static final String RUN = """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const found = await axe.run(document, { runOnly: tags, iframes: false, resultTypes: ['violations'] });
              return found.violations.flatMap(rule => rule.nodes.map(node =>
                rule.id + ': ' + node.html.slice(0, 300) + ' — ' + node.failureSummary.replaceAll('\\n', ' ')));
            }""";

    private Axe() {}

    /** What is wrong on the page as it stands, a sentence each. Frames of mails are left out: strangers wrote those. */
    @SuppressWarnings("unchecked") // the script returns strings
    static List<String> violations(Page page) {
        if (page.evaluate("() => typeof axe").equals("undefined")) {
            page.evaluate("() => { " + script() + " }");
        }
        return (List<String>) page.evaluate(RUN);
    }

    private static String script() {
        try {
            return Files.readString(SCRIPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
