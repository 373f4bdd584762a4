package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;
import org.postroom.ticket.Ticket;

class ListPagesTest {
    private static final Pattern REFRESH = Pattern.compile("hx-get=\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"(/tickets\\?[^\"]+)\" rel=\"next\"");

    private final PageOffice office = new PageOffice();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void showsWhatIsWithinTheAgentsReachAndNothingElse() {
        opened(1, "Printer");
        office.mail()
                .arrives(
                        SampleCompany.SALES,
                        Letter.from(
                                "dora@example.org",
                                "sales@example.com",
                                "Twelve chairs",
                                "How much are twelve chairs?"));
        assertThat(office.as(SampleCompany.BEN).page("/tickets"))
                .contains("Printer 1")
                .doesNotContain("chairs");
        assertThat(office.as(SampleCompany.CARLA).page("/tickets?state=all"))
                .contains("Twelve chairs", "How much are twelve")
                .doesNotContain("Printer 1");
    }

    @Test
    void narrowsByStateWhosePlaceAndText() {
        opened(2, "Printer");
        AgentBrowser ben = office.as(SampleCompany.BEN);
        assertThat(ben.page("/tickets?state=closed"))
                .doesNotContain("Printer 1")
                .contains("Nothing waits here");
        assertThat(ben.page("/tickets?whose=me")).doesNotContain("Printer 1");
        assertThat(ben.page("/tickets?whose=nobody")).contains("Printer 1");
        assertThat(ben.page("/tickets?text=printer+2")).contains("Printer 2").doesNotContain("Printer 1");
        assertThat(ben.page("/tickets?place=support/front-line")).contains("Printer 1");
        assertThat(ben.page("/tickets?place=sales")).doesNotContain("Printer 1");
    }

    @Test
    void marksWhereOneHasBegunToWrite() {
        opened(1, "Printer");
        WritingDesk.of(office, SampleCompany.ANNA).save("answer", 1, "Have you tr");
        assertThat(office.as(SampleCompany.ANNA).page("/tickets")).contains("You have begun to write here.");
        assertThat(office.as(SampleCompany.BEN).page("/tickets")).doesNotContain("You have begun");
    }

    @Test
    void takesWhatItDoesNotUnderstandAsNotGiven() {
        opened(1, "Printer");
        assertThat(office.as(SampleCompany.BEN)
                        .page("/tickets?state=%00&whose=..%2F&place=%27%3B--&sort=x&after=AAAA&text=%25"))
                .contains("All tickets");
    }

    @Test
    void pagesByKeyWithoutShowingATicketTwice() {
        opened(60, "Printer");
        AgentBrowser ben = office.as(SampleCompany.BEN);
        String first = ben.page("/tickets?sort=opened");
        String second = ben.page(found(NEXT, first));
        for (Ticket ticket : office.mail().tickets()) {
            String link = "href=\"/tickets/" + ticket.number() + "\"";
            assertThat(first.contains(link)).as(link).isNotEqualTo(second.contains(link));
        }
        assertThat(second).doesNotContain("rel=\"next\"");
    }

    @Test
    void sendsTheRowsAgainOnlyWhenTheyChanged() {
        opened(1, "Printer");
        AgentBrowser ben = office.as(SampleCompany.BEN);
        String refresh = found(REFRESH, ben.page("/tickets"));
        assertThat(ben.get(refresh).statusCode()).isEqualTo(204);
        opened(1, "Scanner");
        assertThat(ben.page(refresh)).contains("Scanner 1").doesNotContain("<html");
    }

    @Test
    void writesWhatStrangersWroteAsTheyWroteIt() {
        office.mail()
                .arrives(Letter.from(
                        "\"<script>alert(1)</script>\" <eve@example.org>",
                        "support@example.com",
                        "\"><img src=x onerror=alert(1)> {{ 7*7 }}",
                        "<svg onload=alert(1)> ${jndi:ldap://x}"));
        assertThat(office.as(SampleCompany.BEN).page("/tickets"))
                .contains("&lt;img src=x onerror=alert(1)&gt; {{ 7*7 }}", "${jndi:ldap://x}")
                .doesNotContain("<script>alert", "<img src=x", "<svg onload");
    }

    private void opened(int howMany, String what) {
        for (int i = 1; i <= howMany; i++) {
            office.mail()
                    .arrives(Letter.from(
                            "carl" + i + "@example.org", "support@example.com", what + " " + i, "It does not print."));
        }
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(pattern.pattern()).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }
}
