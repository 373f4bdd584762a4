package org.postroom.web.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.agent.SampleCompany.ANNA;
import static org.postroom.agent.SampleCompany.BEN;
import static org.postroom.web.customer.LinkOffice.file;
import static org.postroom.web.customer.LinkOffice.words;

import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentMail;
import org.postroom.agent.SampleCompany;
import org.postroom.desk.Act;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.mail.Bytes;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketId;

class CustomerPageTest {
    private final LinkOffice office = new LinkOffice();

    @AfterEach
    void close() {
        office.close();
    }

    private List<String> links(String html) {
        Matcher href = Pattern.compile("href=\"([^\"]*/files/[^\"]*)\"").matcher(html);
        return href.results().map(found -> found.group(1)).toList();
    }

    @Test
    void showsThePublicPartOfTheTicket() {
        office.act(ANNA, new Act.Answer(words("Is it plugged in? See https://www.example.com/plug.")));
        String page = office.ticketPage();
        assertThat(page)
                .contains("Broken printer", office.ticket().number().toString())
                .contains("Carl Customer", "It does not print.")
                .contains("Anna Berg", "Acme Support", "Is it plugged in?")
                .contains(
                        "<a href=\"https://www.example.com/plug\" target=\"_blank\" rel=\"noreferrer noopener nofollow\">")
                .contains("We have answered.")
                .contains("<title>Broken printer · Acme</title>")
                .contains("lang=\"en\"");
    }

    /** FAULTS F11, I7: mail goes on beside whoever asks for the page again and again. */
    @Test
    void isMadeForFewAtATime() {
        assertThat(office.page()
                        .guestTurns()
                        .take(() -> office.get(office.path()).statusCode()))
                .isEqualTo(503);
        assertThat(office.get(office.path()).statusCode()).isEqualTo(200);
    }

    @Test
    void saysInCustomersWordsHowItStands() {
        assertThat(office.ticketPage()).contains("We owe you an answer.");
        office.act(ANNA, new Act.Close());
        assertThat(office.ticketPage()).contains("This is closed.", "opens this request again");
        office.act(ANNA, new Act.Lock());
        assertThat(office.ticketPage())
                .contains("This is closed for good.", "mailto:support@example.com")
                .doesNotContain("<textarea", "type=\"submit\"");
    }

    @Test
    void foldsWhatIsQuoted() {
        office.mail().agentAnswers(Office.ANNA, "Is it plugged in?");
        office.mail()
                .arrives(Letter.answer(
                        "Carl <" + Office.CARL + ">", office.mail().lastTo(Office.CARL), "It is."));
        String page = office.ticketPage();
        assertThat(page).containsOnlyOnce("details class=\"quoted\"");
        assertThat(page.substring(page.indexOf("details class=\"quoted\""))).contains("Is it plugged in?");
        assertThat(page.substring(0, page.indexOf("details class=\"quoted\""))).contains("It is.");
    }

    @Test
    void speaksTheDepartmentsLanguage() {
        Department support = SampleCompany.support();
        DepartmentMail mail = support.mail();
        office.mail()
                .conf(
                        support.withMail(new DepartmentMail(
                                mail.addresses(),
                                mail.displayName(),
                                Locale.GERMAN,
                                mail.smtp(),
                                mail.plusAddresses(),
                                mail.linkText())),
                        SampleCompany.sales());
        assertThat(office.get(office.path(), "Accept-Language", "en").body())
                .contains("lang=\"de\"", "Wir schulden Ihnen eine Antwort.", "02.03.2026, 10:00");
        assertThat(office.answers("").body()).contains("Noch gibt es nichts zu senden.");
    }

    @Test
    void neverShowsAnythingInternal() {
        List<String> canaries = internals();
        List<String> shown = new ArrayList<>();
        String page = office.ticketPage();
        shown.add(page);
        shown.add(office.get(office.path() + "?all=yes&done=view-arrived").body());
        shown.add(office.answers("").body());
        links(page).forEach(link -> shown.add(office.get(link).body()));
        for (Article article : everyArticle()) {
            for (int place = -1; place < 3; place++) {
                HttpResponse<String> file =
                        office.get(office.path() + "/files/" + article.id().value() + "/" + place);
                shown.add(file.body());
                shown.add(file.headers().toString());
            }
        }
        assertThat(shown).hasSizeGreaterThan(20);
        assertThat(shown)
                .allSatisfy(text -> assertThat(text).doesNotContainIgnoringCase(canaries.toArray(String[]::new)));
        assertThat(page).contains("Anna Berg", "Try another cable.");
    }

    private List<Article> everyArticle() {
        return office.mail().tickets().stream()
                .flatMap(ticket -> office.mail().articles(ticket.number().toString()).stream())
                .toList();
    }

    /** Has everything happen that customers must not see, each with a word by which it is known. */
    private List<String> internals() {
        office.act(ANNA, new Act.Take());
        office.act(
                BEN, new Act.Comment(words("canary-comment", file("canary-file.txt", "text/plain", "canary-content"))));
        office.act(ANNA, new Act.Answer(words("Try another cable.", file("cable.txt", "text/plain", "red to red"))));
        office.act(ANNA, new Act.Assign(BEN));
        office.mail()
                .arrives(Letter.from("Dora <dora@example.org>", Office.SUPPORT, "canary-subject", "canary-other ticket")
                        .id("other@example.org"));
        office.mail().arrives(SampleCompany.SUPPORT, heldMail());
        assertThat(office.articles().stream().map(article -> article.content().kind()))
                .contains(Article.Kind.COMMENT, Article.Kind.ANSWER, Article.Kind.HELD_MAIL);
        office.mail()
                .arrives(Letter.from("Ben Cole <" + Office.BEN + ">", Office.SUPPORT, "Broken printer", "Mine too.")
                        .id("ben@example.net"));
        return List.of(
                "canary",
                Office.ANNA.value(),
                Office.BEN.value(),
                SampleCompany.CARLA_ADDRESS.value(),
                "Private Name",
                "Ben Cole",
                "front-line",
                "assigned",
                "Dora");
    }

    /** An answer of an agent that holds internal words, and so waits to be confirmed. */
    private Bytes heldMail() {
        return Letter.answer(
                        "Private Name <" + Office.ANNA + ">",
                        office.mail().queuedTo(Office.ANNA).getFirst(),
                        "canary-held: ask " + Office.BEN + " about it.")
                .raw("held");
    }

    @Test
    void unknownExpiredAndRevokedAreTheSamePage() {
        String unknown = sorry("A".repeat(43));
        assertThat(sorry("x")).isEqualTo(unknown);
        assertThat(sorry("%22%3E%3Cb%3E")).isEqualTo(unknown);
        TicketId ticket = office.ticket().id();
        office.mail()
                .database()
                .change(transaction -> office.mail()
                        .viewLinks
                        .revoke(transaction, ticket, office.mail().clock.instant()));
        assertThat(sorry(office.token())).isEqualTo(unknown);
        office.mail().arrives(Letter.from("Carl <" + Office.CARL + ">", Office.SUPPORT, "Another", "Help!"));
        String second = office.tokenOf(Office.CARL);
        assertThat(office.get("/view/" + second).statusCode()).isEqualTo(200);
        office.mail().clock.forward(Duration.ofDays(400));
        assertThat(sorry(second)).isEqualTo(unknown);
        assertThat(unknown).contains("404", "answer the last mail you got from us");
    }

    private String sorry(String token) {
        HttpResponse<String> answer = office.get("/view/" + token);
        HttpResponse<String> posted = office.answers(token, "", "Hello?");
        HttpResponse<String> file = office.get("/view/" + token + "/files/1/0");
        assertThat(posted.statusCode()).isEqualTo(404);
        assertThat(posted.body()).isEqualTo(answer.body());
        assertThat(file.body()).isEqualTo(answer.body());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void theSessionOfAnAgentChangesNothing() {
        office.act(BEN, new Act.Comment(words("canary-comment")));
        String alone = office.ticketPage();
        HttpResponse<String> asAnna = office.page().as(ANNA).get(office.path());
        assertThat(withoutKey(asAnna.body())).isEqualTo(withoutKey(alone));
        HttpResponse<String> dark = office.get(office.path(), "Cookie", "theme=dark");
        assertThat(withoutKey(dark.body())).isEqualTo(withoutKey(alone));
        assertThat(asAnna.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(office.page().stranger().get("/tickets").statusCode()).isIn(303, 404);
    }

    private static String withoutKey(String html) {
        return html.replace(LinkOffice.keyOn(html), "");
    }

    @Test
    void looksChangeNothing() {
        int before = office.articles().size();
        office.ticketPage();
        office.send(office.request(office.path()).HEAD());
        office.get(office.path() + "/answer");
        assertThat(office.articles()).hasSize(before);
        assertThat(office.mail().events(office.ticket().number().toString()))
                .containsExactly("opened", "auto-response-sent");
    }

    @Test
    void longTicketsShowTheLatestFirstAndAllWhenAsked() {
        for (int i = 0; i < 45; i++) {
            office.mail()
                    .arrives(Letter.answer(
                            "Carl <" + Office.CARL + ">", office.mail().lastTo(Office.CARL), "Word " + i + "."));
        }
        assertThat(office.ticketPage())
                .contains("Word 44.", "Show 6 earlier messages")
                .doesNotContain("Word 2.");
        assertThat(office.get(office.path() + "?all=yes").body()).contains("Word 44.", "Word 2.");
    }

    @Test
    void whatSomebodyWroteIsShownAsItIs() {
        office.mail()
                .arrives(Letter.answer(
                        "\"<img src=x onerror=alert(1)>\" <" + Office.CARL + ">",
                        office.mail().lastTo(Office.CARL),
                        "<script>alert(1)</script> javascript:alert(1) ${7*7} {{7*7}}"));
        assertThat(office.ticketPage())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; javascript:alert(1) ${7*7} {{7*7}}")
                .doesNotContain("<script>alert", "<img src=x", "href=\"javascript");
    }

    @Test
    void everyPieceOfTheSiteIsOurs() {
        String page = office.ticketPage();
        Matcher source = Pattern.compile("(?:src|<link[^>]*href)=\"([^\"]+)\"").matcher(page);
        assertThat(source.results().map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(address -> address.startsWith("/static/") || address.startsWith("data:image/svg+xml,"))
                .filteredOn(address -> address.startsWith("/"))
                .allSatisfy(
                        address -> assertThat(office.get(address).statusCode()).isEqualTo(200));
        assertThat(page).doesNotContain(" style=", "<style", " onclick");
        assertThat(page.length()).isLessThan(100_000);
        assertThat(office.get("/static/colours/zzzzzz").statusCode()).isEqualTo(404);
    }

    @Test
    void filesAreGivenToBeSavedAndOnlyThoseOfThisTicketsPublicPart() {
        office.act(ANNA, new Act.Answer(words("See.", file("plan <1>.html", "text/html", "<b>plan</b>"))));
        String link = links(office.ticketPage()).getFirst();
        HttpResponse<String> file = office.get(link);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo("<b>plan</b>");
        assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"plan 1.html\"");
        assertThat(file.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        String articles = link.substring(0, link.lastIndexOf('/'));
        assertThat(List.of("1", "-1", "x", "99999999999", "9".repeat(40), "0%2F..", "%00"))
                .allSatisfy(
                        place -> assertThat(office.get(articles + "/" + place).statusCode())
                                .isIn(400, 404));
    }

    @Test
    void thousandsOfRandomTokensOpenNothing() {
        SecureRandom random = new SecureRandom();
        int hits = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] bits = new byte[32];
            random.nextBytes(bits);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
            hits += office.get("/view/" + token).statusCode() == 404 ? 0 : 1;
            if (i % 25 == 24) {
                office.mail().clock.forward(Duration.ofMinutes(10));
            }
        }
        assertThat(hits).isZero();
    }

    @Test
    void manyWrongTokensOfOneClientHaveToWait() {
        for (int i = 0; i < 30; i++) {
            assertThat(office.get("/view/wrong" + i).statusCode()).isEqualTo(404);
        }
        HttpResponse<String> later = office.get("/view/wrong");
        assertThat(later.statusCode()).isEqualTo(429);
        assertThat(later.body()).contains("Too many tries");
        assertThat(Integer.parseInt(later.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 600);
        assertThat(office.answers("wrong", "", "Hello?").statusCode()).isEqualTo(429);
        assertThat(office.get(office.path()).statusCode())
                .as("whoever has a link that works is not kept out by others")
                .isEqualTo(200);
        office.mail().clock.forward(Duration.ofMinutes(10));
        assertThat(office.get(office.path()).statusCode()).isEqualTo(200);
    }
}
