package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.Secret;
import org.postroom.storage.Ids;
import org.postroom.web.login.LoginStores;
import org.postroom.web.login.PasswordHasher;
import org.postroom.web.login.Passwords;

class SettingsPagesTest {
    private static final String PRESENT = "correct horse battery";
    private static final String WANTED = "staple of the new paper";

    private final PageOffice office = new PageOffice();
    private final AgentBrowser anna = office.as(SampleCompany.ANNA);

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void keepsLanguageThemeAndZone() {
        HttpResponse<String> answer =
                anna.post("/settings", "language", "de", "theme", "dark", "zone", "America/New_York");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(anna.page("/settings"))
                .contains("<html lang=\"de\" data-theme=\"dark\">", "Einstellungen")
                .contains("<option value=\"America/New_York\" selected>New York</option>")
                .contains("value=\"dark\" checked");
        anna.post("/settings", "language", "", "theme", "system", "zone", "");
        assertThat(anna.page("/settings"))
                .contains("<html lang=\"en\" data-theme=\"system\">", "The department’s (Europe/Berlin)");
    }

    @Test
    void takesWhatItDoesNotKnowAsNotChosen() {
        anna.post("/settings", "language", "xx", "theme", "purple", "zone", "Mars/Olympus Mons");

        assertThat(anna.page("/settings")).contains("<html lang=\"en\" data-theme=\"system\">");
    }

    @Test
    void showsThePagesBeforeLogInInTheThemeToo() {
        HttpResponse<String> answer = anna.post("/settings", "language", "", "theme", "dark", "zone", "");

        assertThat(answer.headers().firstValue("Set-Cookie"))
                .contains("theme=dark; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
        AgentBrowser later = new AgentBrowser(office.address(), "theme=dark", "");
        assertThat(later.page("/login")).contains("data-theme=\"dark\"");
        later.close();
    }

    @Test
    void switchesTheThemeAndComesBack() {
        anna.post("/settings", "language", "de", "theme", "light", "zone", "Asia/Tokyo");

        HttpResponse<String> answer = anna.post("/settings/theme", "theme", "dark", "back", "/departments");

        assertThat(answer.headers().firstValue("Location")).contains("/departments");
        assertThat(anna.page("/settings"))
                .contains("<html lang=\"de\" data-theme=\"dark\">", "<option value=\"Asia/Tokyo\" selected>");
    }

    @ParameterizedTest
    @CsvSource({"//evil.example.org", "https://evil.example.org/", "/\\evil.example.org", "''"})
    void comesBackToPagesOfOursOnly(String back) {
        assertThat(anna.post("/settings/theme", "theme", "dark", "back", back)
                        .headers()
                        .firstValue("Location"))
                .contains("/tickets");
    }

    @Test
    void changesThePasswordAndLogsOutElsewhere() {
        setPassword();
        AgentBrowser here = office.as(SampleCompany.ANNA);
        AgentBrowser elsewhere = office.as(SampleCompany.ANNA);

        HttpResponse<String> answer =
                here.post("/settings/password", "present", PRESENT, "new", WANTED, "again", WANTED);

        assertThat(answer.headers().firstValue("Location")).contains("/settings?done=password-changed");
        assertThat(here.page("/settings?done=password-changed")).contains("Your password is another now.");
        assertThat(elsewhere.get("/settings").statusCode()).isEqualTo(303);
        assertThat(office.stranger()
                        .post("/login", "account", "anna", "password", WANTED)
                        .statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "wrong horse battery, staple of the new paper, staple of the new paper, That is not your present password",
        "correct horse battery, staple of the new paper, staple of another, The two new passwords are not the same.",
        "correct horse battery, short, short, A password has 10 to 200 characters",
    })
    void saysWhatIsWrongWithAPassword(String present, String wanted, String again, String sentence) {
        setPassword();
        AgentBrowser here = office.as(SampleCompany.ANNA);

        HttpResponse<String> answer =
                here.post("/settings/password", "present", present, "new", wanted, "again", again);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(sentence).doesNotContain(wanted, PRESENT);
        assertThat(office.stranger()
                        .post("/login", "account", "anna", "password", PRESENT)
                        .statusCode())
                .as("the old one is still right")
                .isEqualTo(303);
    }

    @Test
    void slowsDownWhoeverGuessesThePassword() {
        setPassword();
        AgentBrowser here = office.as(SampleCompany.ANNA);
        HttpResponse<String> answer = guess(here);
        for (int i = 0; i < 20 && answer.statusCode() != 429; i++) {
            answer = guess(here);
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("Too many tries.");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void endsOnlyTheOtherSessions() {
        AgentBrowser elsewhere = office.as(SampleCompany.ANNA);
        AgentBrowser ben = office.as(SampleCompany.BEN);
        assertThat(anna.page("/settings")).contains("In this browser and 1 other.");

        assertThat(anna.post("/settings/log-out-elsewhere").statusCode()).isEqualTo(303);

        assertThat(anna.page("/settings")).contains("In this browser only.");
        assertThat(elsewhere.get("/settings").statusCode()).isEqualTo(303);
        assertThat(ben.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void actsOnNothingThatAnotherSiteMayHaveSent() {
        String cookie = anna.cookie();
        try (AgentBrowser forged = new AgentBrowser(office.address(), cookie, "made-up")) {
            for (String path : new String[] {"/settings", "/settings/theme", "/settings/log-out-elsewhere"}) {
                assertThat(forged.post(path, "theme", "dark", "language", "de").statusCode())
                        .as(path)
                        .isEqualTo(403);
            }
        }
        assertThat(anna.page("/settings")).contains("<html lang=\"en\" data-theme=\"system\">");
    }

    private HttpResponse<String> guess(AgentBrowser browser) {
        office.mail().clock.forward(Duration.ofSeconds(1));
        return browser.post("/settings/password", "present", "a guess of mine", "new", WANTED, "again", WANTED);
    }

    private void setPassword() {
        LoginStores logins = LoginStores.jdbi(office.mail().database(), new Ids(office.mail().clock, 3));
        Passwords.of(logins, PasswordHasher.argon2id(), office.mail().clock)
                .set(SampleCompany.ANNA, Secret.of(PRESENT));
    }
}
