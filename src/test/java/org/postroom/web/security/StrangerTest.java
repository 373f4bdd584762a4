package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.app.demo.Office;
import org.postroom.web.Method;
import org.postroom.web.Permission;
import org.postroom.web.Route;

/** F17: what somebody who is not logged in finds. */
class StrangerTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src|action|formaction)=\"([^\"#]+)");

    private static Office office;
    private static Caller nobody;

    @BeforeAll
    static void open() {
        office = Office.open();
        nobody = Caller.nobody(office);
    }

    @AfterAll
    static void close() {
        nobody.close();
        office.close();
    }

    @Test
    void findsLogInAndStaticFilesAndNothingElse() {
        Set<String> reached = new TreeSet<>();
        Deque<String> todo = new ArrayDeque<>(List.of("/", "/login", "/tickets", "/health"));
        while (!todo.isEmpty()) {
            String path = todo.remove();
            if (path.startsWith("/") && reached.add(path)) {
                HttpResponse<String> answer = nobody.get(path);
                answer.headers().firstValue("Location").ifPresent(todo::add);
                LINK.matcher(answer.body())
                        .results()
                        .map(found -> found.group(1))
                        .forEach(todo::add);
                boolean shown = answer.statusCode() < 300;
                assertThat(!shown || path.matches("/login.*|/static/.*|/health"))
                        .as(path)
                        .isTrue();
            }
        }
        assertThat(reached).contains("/login", "/health").anyMatch(path -> path.startsWith("/static/"));
    }

    @Test
    void isShownOfAllRoutesOnlyLogInStaticFilesHealthAndWhatALinkOpens() {
        Set<String> shown = new TreeSet<>();
        for (Route route : office.daemon().routes().all()) {
            if (route.method() == Method.GET
                    && nobody.get(route.path().replaceAll("\\{[a-z]+}", "1")).statusCode() < 300) {
                shown.add(route.path());
            }
        }
        assertThat(shown).containsExactly("/health", "/login", "/login/link/{token}", "/metrics");
        assertThat(office.daemon().routes().all().stream()
                        .filter(route -> route.permission() instanceof Permission.Anyone
                                || route.permission() instanceof Permission.ViewLink)
                        .map(Route::path))
                .allMatch(path -> path.matches(
                        "/health|/metrics|/static/.*|/login|/login/link(/\\{token})?|/view/\\{token}(/.*)?"));
    }

    @Test
    void isToldByHealthThatTheDaemonLivesAndNothingOfItsInside() {
        try (Caller elsewhere = nobody.with("X-Forwarded-For", "192.0.2.7")) {
            assertThat(elsewhere.get("/health").body()).matches("\\{\"status\":\"[a-z]+\"}\\s");
            assertThat(elsewhere.get("/metrics").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/setup",
                "/install",
                "/installmode",
                "/tools.php",
                "/admin",
                "/debug",
                "/debug/pprof",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/console",
                "/h2-console",
                "/jolokia",
                "/status",
                "/server-status",
                "/.env",
                "/.git/config",
                "/.htaccess",
                "/conf/postroom.properties",
                "/data/postroom.db",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/web/pages/login.html",
                "/static/",
                "/static/..",
                "/static/%2e%2e%2fpages%2flogin.html",
                "/static/..%5cpages",
                "/static//etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/static/%252e%252e/x",
                "/robots.txt/..",
                "/;jsessionid=x/tickets",
                "/login/../tickets",
                "/login;/../tickets",
                "/LOGIN",
                "/tickets/",
                "//tickets",
                "/./tickets",
                "/%74ickets",
                "/tickets%00",
                "/tickets%2f",
                "/api",
                "/graphql",
                "/swagger",
                "/phpinfo.php",
                "/backup.zip",
                "/heapdump",
                "/threads",
                "/shutdown",
                "/test"
            })
    void findsNothingThatSomebodyLeftOpen(String path) {
        HttpResponse<String> answer = nobody.get(path);
        assertThat(answer.statusCode()).as(path).isIn(303, 400, 404);
        if (answer.statusCode() == 303) {
            assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("/login");
        }
    }
}
