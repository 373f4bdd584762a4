package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Office;
import org.postroom.mail.Bytes;
import org.postroom.ticket.Article;

class ArticlePagesTest {
    private static final String GIF = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    private static final String MAIL = """
            From: Carl Customer <carl@customer.example.org>
            To: support@example.com
            Subject: Broken printer
            Date: Mon, 02 Mar 2026 09:00:00 +0000
            Message-ID: <html@customer.example.org>
            MIME-Version: 1.0
            Content-Type: multipart/related; boundary=b

            --b
            Content-Type: text/html; charset=utf-8

            <p>It does <b>not</b> print.<script>alert(1)</script></p><img src="cid:dot@x" alt="dot">
            <img src="http://track.example.net/p.gif" alt="far">
            --b
            Content-Type: image/gif; name="../dot.gif"
            Content-ID: <dot@x>
            Content-Disposition: inline
            Content-Transfer-Encoding: base64

            %s
            --b
            Content-Type: text/html; name="page.html"
            Content-Disposition: attachment; filename="page.html"

            <script>alert(2)</script>
            --b--
            """.formatted(GIF);

    private final PageOffice office = new PageOffice();
    private final Office mail = office.mail();
    private final AgentBrowser anna = office.as(SampleCompany.ANNA);

    @AfterEach
    void close() {
        office.close();
    }

    private String article() {
        mail.arrives(SampleCompany.SUPPORT, Bytes.of(MAIL.replace("\n", "\r\n")));
        return "/tickets/SUP-1001/articles/"
                + mail.articles("SUP-1001").getFirst().id();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return String.join("|", answer.headers().allValues(name));
    }

    @Test
    void htmlIsSanitisedAndSealed() {
        HttpResponse<String> frame = anna.get(article() + "/html");

        assertThat(frame.statusCode()).isEqualTo(200);
        assertThat(frame.body())
                .contains("<b>not</b>")
                .contains("src=\"data:image/gif;base64,")
                .doesNotContain("alert")
                .doesNotContain("track.example.net");
        assertThat(header(frame, "Content-Security-Policy"))
                .isEqualTo("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:;"
                        + " style-src 'unsafe-inline'; frame-ancestors 'self'");
        assertThat(header(frame, "X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(header(frame, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(frame, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void remotePicturesComeOnlyWhenAskedForAndOnlyEncrypted() {
        HttpResponse<String> frame = anna.get(article() + "/html?remote=yes");

        assertThat(frame.body()).contains("src=\"https://track.example.net/p.gif\"");
        assertThat(header(frame, "Content-Security-Policy"))
                .contains("img-src data: https:;")
                .contains("default-src 'none'");
    }

    @Test
    void thePageShowsTheTextUntilTheFrameIsAskedFor() {
        String id = article().replaceAll(".*/", "");

        assertThat(anna.page("/tickets/SUP-1001"))
                .contains("It does not print.", "As the sender formatted it")
                .doesNotContain("<iframe");
        assertThat(anna.page("/tickets/SUP-1001?formatted=" + id))
                .contains("<iframe")
                .contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"")
                .contains("/articles/" + id + "/html\"")
                .contains("Show remote pictures");
        assertThat(anna.page("/tickets/SUP-1001?formatted=" + id + "&remote=yes"))
                .contains("/articles/" + id + "/html?remote=yes\"")
                .doesNotContain("Show remote pictures");
    }

    @Test
    void aCalendarIsSaidInWordsAndFilesWithoutNamesGetOne() {
        mail.arrives(SampleCompany.SUPPORT, Bytes.of("""
                From: Carl Customer <carl@customer.example.org>
                To: support@example.com
                Subject: Broken printer
                Message-ID: <calendar@customer.example.org>
                Content-Type: multipart/mixed; boundary=b

                --b

                Shall we meet?
                --b
                Content-Type: text/calendar; method=REQUEST

                BEGIN:VCALENDAR
                METHOD:REQUEST
                BEGIN:VEVENT
                SUMMARY:Talk <about> it
                DTSTART;VALUE=DATE:20260310
                END:VEVENT
                END:VCALENDAR
                --b
                Content-Type: image/png

                AA
                --b--
                """.replace("\n", "\r\n")));

        assertThat(anna.page("/tickets/SUP-1001"))
                .contains("Invitation: Talk &lt;about&gt; it · Tue 10 Mar 2026", "invitation.ics", "picture.png");
    }

    @Test
    void offersNothingFormattedWhereThereIsNothing() {
        mail.carlWrites();
        String id = mail.articles("SUP-1001").getFirst().id().toString();

        assertThat(anna.page("/tickets/SUP-1001?formatted=" + id))
                .doesNotContain("As the sender formatted it", "<iframe");
        assertThat(anna.get("/tickets/SUP-1001/articles/" + id + "/html").statusCode())
                .isEqualTo(404);
    }

    @Test
    void filesAreSavedAndNeverShown() {
        String article = article();
        HttpResponse<String> page = anna.get(article + "/files/1");

        assertThat(page.body()).contains("<script>alert(2)</script>");
        assertThat(header(page, "Content-Disposition")).startsWith("attachment; filename=\"page.html\"");
        assertThat(header(page, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(page, "Content-Security-Policy")).contains("sandbox");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(anna.download(article + "/files/0"), "Content-Disposition"))
                .startsWith("attachment; filename=\"dot.gif\"");
        assertThat(anna.page("/tickets/SUP-1001")).contains("dot.gif").contains("page.html");
    }

    @Test
    void theRawMailIsGivenAsItCame() {
        HttpResponse<byte[]> raw = anna.download(article() + "/raw");

        assertThat(new String(raw.body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(MAIL.replace("\n", "\r\n"));
        assertThat(header(raw, "Content-Type")).isEqualTo("message/rfc822");
        assertThat(header(raw, "Content-Disposition")).startsWith("attachment; filename=\"SUP-1001-");
    }

    @Test
    void theRawMailIsForManagersAndOthersAreTold() {
        String raw = article() + "/raw";
        AgentBrowser ben = office.as(SampleCompany.BEN);
        HttpResponse<String> refused = ben.get(raw);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("You may not read the raw mails of this ticket.", "Anna Berg");
        assertThat(anna.page("/tickets/SUP-1001")).contains("href=\"" + raw + "\"");
        assertThat(ben.page("/tickets/SUP-1001")).contains("page.html").doesNotContain("/raw\"");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String article = article();

        assertThat(anna.get(article + "/files/2").statusCode()).isEqualTo(404);
        assertThat(anna.get(article + "/files/-1").statusCode()).isEqualTo(404);
        assertThat(anna.get(article + "/files/x").statusCode()).isEqualTo(404);
        assertThat(anna.get("/tickets/SUP-1001/articles/1/raw").statusCode()).isEqualTo(404);
        assertThat(anna.get("/tickets/SUP-1001/articles/99999999999999999999/raw")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anArticleOfAnotherTicketIsNotThere() {
        String ours = article();
        mail.arrives(
                SampleCompany.SALES, Bytes.of(MAIL.replace("html@", "other@").replace("\n", "\r\n")));
        Article theirs = mail.articles("SAL-1001").getFirst();

        for (String what : new String[] {"/html", "/raw", "/files/0"}) {
            assertThat(anna.get(ours + what).statusCode()).isEqualTo(200);
            assertThat(anna.get("/tickets/SUP-1001/articles/" + theirs.id() + what)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(anna.get("/tickets/SAL-1001/articles/" + theirs.id() + what)
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}
