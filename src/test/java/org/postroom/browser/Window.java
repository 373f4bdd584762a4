package org.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.postroom.app.demo.Office;

/**
 * A browser window with one page. It notes every error on the console, every dialog and every request that leaves this
 * machine; closing it fails when there was one that the test did not expect.
 */
final class Window implements AutoCloseable {
    /** A busy machine is no fault. */
    static final double LONGEST_WAIT_MS = 60_000;

    private static final Pattern INSIDE =
            Pattern.compile("(https?|wss?)://127\\.0\\.0\\.1(:\\d+)?/.*|(data|blob|about):.*");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();
    private final List<Pattern> accepted = new ArrayList<>();

    Window(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(LONGEST_WAIT_MS);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add("console: " + message.text() + " at " + message.location());
            }
        });
        context.onWebError(error -> complaints.add("script: " + error.error()));
        context.onRequest(request -> {
            if (!INSIDE.matcher(request.url()).matches()) {
                complaints.add("outside: " + request.url());
            }
        });
        context.onDialog(dialog -> {
            if (accepted.stream()
                    .anyMatch(question -> question.matcher(dialog.message()).find())) {
                dialog.accept();
                return;
            }
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        this.page = context.newPage();
    }

    /** Lets a complaint pass that the test is about. */
    Window expecting(String complaint) {
        expected.add(Pattern.compile(complaint, Pattern.DOTALL));
        return this;
    }

    /** Says yes when it is asked this. */
    Window saying(String question) {
        accepted.add(Pattern.compile(question));
        return this;
    }

    /** Puts an agent's session into it, as logging in does. */
    Window as(Office office, String agent) {
        String[] session = office.session(agent).split("=", 2);
        context.addCookies(List.of(
                new Cookie(session[0], session[1]).setUrl(office.address().toString())));
        return this;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Goes to an address. */
    Response open(URI address) {
        return Objects.requireNonNull(page.navigate(address.toString()));
    }

    /** What was noted so far and is not expected. */
    List<String> complaints() {
        return complaints.stream()
                .filter(complaint -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(complaint).find()))
                .toList();
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints()).as("complaints of the browser").isEmpty();
    }
}
