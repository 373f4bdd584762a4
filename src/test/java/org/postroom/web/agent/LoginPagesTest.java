package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.Agent;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.Secret;
import org.postroom.storage.Ids;
import org.postroom.web.Manner;
import org.postroom.web.Visitor;
import org.postroom.web.login.LinkToken;
import org.postroom.web.login.LoginSettings;
import org.postroom.web.login.LoginStores;
import org.postroom.web.login.PasswordHasher;
import org.postroom.web.login.Passwords;

/** Log-in as a browser meets it (FAULTS F5, F6, F9). */
class LoginPagesTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String MADE_UP = "postroom=" + "A".repeat(43);

    private final PageOffice office = new PageOffice();
    private final LoginStores logins = LoginStores.jdbi(office.mail().database(), new Ids(office.mail().clock, 3));

    @BeforeEach
    void setAnnasPassword() {
        Passwords.of(logins, PasswordHasher.argon2id(), office.mail().clock)
                .set(SampleCompany.ANNA, Secret.of(PASSWORD));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void givesAFreshSessionThatNoScriptAndNoOtherSiteCanUse() {
        HttpResponse<String> answer = logIn(office.stranger(), "anna", PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/tickets");
        assertThat(setCookie(answer)).matches("postroom=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax");
        assertThat(isIn(cookie(answer))).isTrue();
    }

    @Test
    void adoptsNoSessionIdFromOutside() {
        HttpResponse<String> answer = logIn(new AgentBrowser(office.address(), MADE_UP, ""), "anna", PASSWORD);

        assertThat(cookie(answer)).isNotEqualTo(MADE_UP);
        assertThat(isIn(MADE_UP)).isFalse();
    }

    @Test
    void endsTheSessionThatTheBrowserHadBefore() {
        String first = cookie(logIn(office.stranger(), "anna", PASSWORD));
        String second = cookie(logIn(new AgentBrowser(office.address(), first, ""), "anna", PASSWORD));

        assertThat(isIn(first)).isFalse();
        assertThat(isIn(second)).isTrue();
    }

    @Test
    void endsTheSessionOnTheServerAtLogOut() {
        String cookie = cookie(logIn(office.stranger(), "anna", PASSWORD));
        String other = cookie(logIn(office.stranger(), "anna", PASSWORD));

        HttpResponse<String> answer = new AgentBrowser(office.address(), cookie, formToken(cookie)).post("/logout");

        assertThat(setCookie(answer)).startsWith("postroom=;").contains("Max-Age=0");
        assertThat(isIn(cookie)).isFalse();
        assertThat(isIn(other)).isTrue();
    }

    @Test
    void endsASessionThatRests() {
        String cookie = cookie(logIn(office.stranger(), "anna", PASSWORD));
        office.mail().clock.forward(LoginSettings.DEFAULT.idle().minusSeconds(1));
        assertThat(isIn(cookie)).isTrue();
        office.mail().clock.forward(LoginSettings.DEFAULT.idle());

        assertThat(isIn(cookie)).isFalse();
    }

    @Test
    void saysTheSameWhateverIsWrong() {
        List<String> answers = new ArrayList<>();
        for (String account : List.of("anna", "ben", "zoe@example.org")) {
            HttpResponse<String> answer = logIn(office.stranger(), account, "incorrect horse battery");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            answers.add(answer.statusCode() + answer.body().replace(account, "…"));
        }

        assertThat(answers).containsOnly(answers.getFirst());
        assertThat(answers.getFirst()).startsWith("403").doesNotContain("incorrect horse");
    }

    @Test
    void saysTheSameOfALinkWhetherTheAccountExists() {
        String known = office.stranger().post("/login/link", "account", "anna").body();
        String unknown = office.stranger().post("/login/link", "account", "zoe").body();

        assertThat(known.replace("anna", "…")).isEqualTo(unknown.replace("zoe", "…"));
    }

    @Test
    void slowsDownGuessersAlikeWhetherTheAccountExists() {
        for (String account : List.of("anna", "zoe")) {
            for (int i = 0; i < 5; i++) {
                assertThat(logIn(office.stranger(), account, "guess number " + i)
                                .statusCode())
                        .isEqualTo(403);
            }
        }
        HttpResponse<String> known = logIn(office.stranger(), "anna", PASSWORD);
        HttpResponse<String> unknown = logIn(office.stranger(), "zoe", PASSWORD);

        assertThat(known.statusCode()).isEqualTo(429);
        assertThat(known.headers().firstValue("Retry-After")).contains("1");
        assertThat(unknown.statusCode()).isEqualTo(429);
        assertThat(known.body()).isEqualTo(unknown.body());
        office.mail().clock.forward(Duration.ofSeconds(1));
        assertThat(logIn(office.stranger(), "anna", PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void logsInByALinkOnceHoweverOftenScannersLookedAtIt() {
        String path = "/" + LinkToken.PATH + link().reveal();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> looked = office.stranger().get(path);
            assertThat(looked.body()).contains("Anna Berg");
            assertThat(looked.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(looked.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        }

        assertThat(isIn(cookie(office.stranger().post(path)))).isTrue();
        assertThat(office.stranger().post(path).statusCode()).isEqualTo(403);
        assertThat(office.stranger().get(path).body()).doesNotContain("Anna Berg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.net/", "//evil.example.net/", "/\\evil.example.net", "evil.example.net",
                "javascript:alert(1)", "/\t/evil.example.net", "/%0d%0aSet-Cookie: a=b\r\nX: y", " //evil.example.net"
            })
    void leadsNowhereElseAfterwards(String next) {
        HttpResponse<String> answer =
                office.stranger().post("/login", "account", "anna", "password", PASSWORD, "next", next);

        assertThat(answer.headers().firstValue("Location")).contains("/tickets");
    }

    private static HttpResponse<String> logIn(AgentBrowser browser, String account, String password) {
        return browser.post("/login", "account", account, "password", password);
    }

    private LinkToken link() {
        return office.mail()
                .database()
                .write(transaction -> logins.links()
                        .create(
                                transaction,
                                SampleCompany.ANNA,
                                office.mail().clock.instant()));
    }

    /** A form without its token is refused to an agent; whoever is none is sent to the log-in. */
    private boolean isIn(String cookie) {
        int status =
                new AgentBrowser(office.address(), cookie, "").post("/logout").statusCode();
        assertThat(status).isIn(403, 303);
        return status == 403;
    }

    private String formToken(String cookie) {
        Agent anna = office.mail().organisation().agent(SampleCompany.ANNA).orElseThrow();
        Manner manner = new Manner(Locale.ENGLISH, SampleCompany.ZONE, Manner.Theme.SYSTEM);
        return new Visitor(anna, cookie.substring(cookie.indexOf('=') + 1), manner).formToken();
    }

    private static String setCookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static String cookie(HttpResponse<String> answer) {
        return setCookie(answer).replaceFirst(";.*", "");
    }
}
