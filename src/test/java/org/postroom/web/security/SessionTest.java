package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.app.demo.Office;
import org.postroom.web.login.LoginSettings;

/** F5: sessions, from log-in to log-out. */
class SessionTest {
    private static final Map<String, String> RIGHT = Map.of("account", "anna", "password", Office.PASSWORD);

    private Office office;
    private Caller nobody;

    @BeforeEach
    void open() {
        office = Office.open(Map.of("web.trusted-proxies", "127.0.0.1"));
        office.givePassword("anna");
        nobody = Caller.nobody(office);
    }

    @AfterEach
    void close() {
        nobody.close();
        office.close();
    }

    @Test
    void theCookieIsOutOfReachForScriptsAndOtherSites() {
        assertThat(cookie(nobody.post("/login", RIGHT)))
                .startsWith("postroom=")
                .contains("; Path=/")
                .contains("; HttpOnly")
                .contains("; SameSite=Lax")
                .doesNotContain("Domain");
    }

    @Test
    void overTlsTheCookieIsBoundToTheHostAndToTls() {
        assertThat(cookie(nobody.with("X-Forwarded-Proto", "https")
                        .with("X-Forwarded-For", "192.0.2.7")
                        .post("/login", RIGHT)))
                .startsWith("__Host-postroom=")
                .contains("; Secure");
    }

    @Test
    void noPasswordIsTakenOverAnOpenWay() {
        HttpResponse<String> answer = nobody.with("X-Forwarded-Proto", "http")
                .with("X-Forwarded-For", "192.0.2.7")
                .post("/login", RIGHT);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aSessionIdThatSomebodyElseChoseIsNeverTaken() {
        String planted = "postroom=" + "A".repeat(43);
        String given = value(cookie(nobody.with("Cookie", planted).post("/login", RIGHT)));
        assertThat(given).isNotEqualTo(planted);
        assertThat(isIn(planted)).isFalse();
        assertThat(isIn(given)).isTrue();
    }

    @Test
    void loggingInAgainEndsTheSessionThatTheBrowserHad() {
        String first = logIn();
        String second = value(cookie(nobody.with("Cookie", first).post("/login", RIGHT)));
        assertThat(second).isNotEqualTo(first);
        assertThat(isIn(first)).isFalse();
        assertThat(isIn(second)).isTrue();
    }

    @Test
    void loggingOutEndsTheSessionOnTheServer() {
        try (Caller anna = Caller.agent(office, "anna")) {
            HttpResponse<String> out = anna.post("/logout", Map.of());
            assertThat(cookie(out)).contains("Max-Age=0");
            assertThat(anna.post("/logout", Map.of()).headers().firstValue("Location"))
                    .contains("/login");
        }
    }

    @Test
    void aSessionEndsWhenItIsNotUsed() {
        String session = logIn();
        office.clock().forward(LoginSettings.DEFAULT.idle().minusMinutes(1));
        assertThat(isIn(session)).isTrue();
        office.clock().forward(LoginSettings.DEFAULT.idle().plusMinutes(1));
        assertThat(isIn(session)).isFalse();
    }

    @Test
    void aSessionEndsHoweverMuchItIsUsed() {
        String session = logIn();
        Duration step = Duration.ofHours(10);
        long steps = LoginSettings.DEFAULT.lifetime().dividedBy(step);
        for (long i = 0; i < steps; i++) {
            assertThat(isIn(session)).as("after " + step.multipliedBy(i)).isTrue();
            office.clock().forward(step);
        }
        office.clock().forward(step);
        assertThat(isIn(session)).isFalse();
    }

    @Test
    void sessionsSurviveARestart() {
        String session = logIn();
        office.restart();
        assertThat(isIn(session)).isTrue();
    }

    @Test
    void theSessionIdIsNowhereButInTheCookie() {
        String session = logIn();
        String secret = session.substring(session.indexOf('=') + 1);
        try (Caller anna = Caller.nobody(office).with("Cookie", session)) {
            assertThat(anna.get("/tickets").body()).doesNotContain(secret);
            assertThat(DatabaseState.of(office.database()).text()).doesNotContain(secret);
        }
    }

    private String logIn() {
        return value(cookie(nobody.post("/login", RIGHT)));
    }

    private boolean isIn(String cookie) {
        try (Caller caller = Caller.nobody(office).with("Cookie", cookie)) {
            return !caller.get("/").headers().firstValue("Location").orElse("").startsWith("/login");
        }
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElse("none, but " + answer.statusCode());
    }

    private static String value(String cookie) {
        return cookie.substring(0, cookie.indexOf(';'));
    }
}
