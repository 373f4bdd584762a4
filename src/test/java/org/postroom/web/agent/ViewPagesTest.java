package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.place;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.AgentId;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;

/** SPEC F7. Anna manages support, Ben works in its front line, Carla in its escalation and in sales; Dora is admin. */
class ViewPagesTest {
    private static final AgentId ANNA = SampleCompany.ANNA;
    private static final AgentId BEN = SampleCompany.BEN;
    private static final AgentId CARLA = SampleCompany.CARLA;
    private static final AgentId DORA = SampleCompany.DORA;
    private static final Pattern REFRESH = Pattern.compile("hx-get=\"(/views/[^\"]+)\"");

    private final PageOffice office = new PageOffice();

    @BeforeEach
    void threeTickets() {
        office.mail().conf(SampleCompany.organisationWithAdmin());
        arrives("carl@example.org", "support@example.com", "Paper jam");
        arrives("dora@example.org", "support+printer@example.com", "No ink");
        arrives("emil@example.org", "sales@example.com", "Twelve chairs");
    }

    @AfterEach
    void close() {
        office.close();
    }

    private void arrives(String from, String to, String subject) {
        office.mail()
                .arrives(
                        to.startsWith("sales") ? SampleCompany.SALES : SampleCompany.SUPPORT,
                        Letter.from(from, to, subject, "Please help."));
    }

    private HttpResponse<String> keep(AgentId who, String name, String audience, String criteria) {
        return office.as(who).post("/views", "name", name, "audience", audience, "criteria", criteria);
    }

    /** The path of the view just kept. */
    private String kept(AgentId who, String name, String audience, String criteria) {
        HttpResponse<String> reply = keep(who, name, audience, criteria);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(303);
        return place(reply).replaceAll("\\?.*", "");
    }

    @Test
    void aListIsKeptAndStandsInTheSideBarWithItsCount() {
        String printer = kept(BEN, "Printers <b>", "alone", "product:printer status:open");
        assertThat(office.as(BEN).page(printer))
                .contains("Printers &lt;b&gt;", "No ink", "Printer", "Active, Waiting")
                .doesNotContain("Paper jam", "Twelve chairs", "<b>\n");
        assertThat(office.as(BEN).page("/tickets"))
                .containsPattern("href=\"" + printer + "\"[^>]*>.*Printers &lt;b&gt;</bdi><span class=\"count\">1<");
        arrives("fred@example.org", "support+printer@example.com", "Ink again");
        assertThat(office.as(BEN).page("/agents"))
                .containsPattern("href=\"" + printer + "\"[^>]*>.*<span class=\"count\">2<");
    }

    @Test
    void viewsStandByName() {
        kept(BEN, "zebra", "alone", "");
        kept(BEN, "Ant", "alone", "");
        kept(DORA, "mule", "everyone", "");
        kept(ANNA, "bee", "department:support", "");
        assertThat(office.as(BEN).page("/tickets")).containsSubsequence(">Ant<", ">bee<", ">mule<", ">zebra<");
    }

    @Test
    void anAuthorsViewIsNotThereForAnybodyElse() {
        String mine = kept(BEN, "Only mine", "alone", "status:active");
        for (AgentId other : List.of(ANNA, CARLA, DORA)) {
            AgentBrowser browser = office.as(other);
            String number = mine.substring("/views/".length());
            String unknown = "/views/" + (Long.parseLong(number) + 1);
            for (String behind : List.of("", "/rows", "/edit")) {
                HttpResponse<String> there = browser.get(mine + behind);
                HttpResponse<String> nowhere = browser.get(unknown + behind);
                assertThat(there.statusCode()).isEqualTo(404);
                assertThat(there.body().replace(number, "")).doesNotContain("Only mine");
                assertThat(nowhere.statusCode()).isEqualTo(404);
            }
            assertThat(browser.post(mine, "name", "Stolen", "audience", "alone", "criteria", "")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(browser.post(mine + "/remove").statusCode()).isEqualTo(404);
            assertThat(browser.page("/tickets") + browser.page("/views")).doesNotContain("Only mine");
        }
        assertThat(office.as(BEN).page(mine)).contains("Only mine", "Paper jam");
    }

    /** Whoever looks sees what the policy lets them see, whatever the view says. */
    @Test
    void aDepartmentsViewShowsEachOnlyWhatTheyMaySee() {
        String common = kept(ANNA, "Open in support", "department:support", "department:support status:open");
        assertThat(office.as(ANNA).page(common)).contains("Paper jam", "No ink");
        assertThat(office.as(BEN).page(common)).contains("Paper jam", "No ink");
        assertThat(office.as(CARLA).page(common)).contains("Open in support").doesNotContain("Paper jam", "No ink");
        office.as(ANNA).post("/tickets/SUP-1001/assign", "agent", "carla", "latest", "0");
        assertThat(office.as(CARLA).page(common)).contains("Paper jam").doesNotContain("No ink");
        String everything = kept(DORA, "Everything", "everyone", "");
        assertThat(office.as(BEN).page(everything)).contains("Paper jam").doesNotContain("Twelve chairs");
        assertThat(office.as(DORA).page(everything)).contains("Paper jam", "Twelve chairs");
    }

    @Test
    void meIsWhoeverLooks() {
        String mine = kept(DORA, "Mine", "everyone", "assignee:me");
        office.as(BEN).post("/tickets/SUP-1001/take", "latest", "0");
        office.as(ANNA).post("/tickets/SUP-1002/take", "latest", "0");
        assertThat(office.as(BEN).page(mine)).contains("Paper jam").doesNotContain("No ink");
        assertThat(office.as(ANNA).page(mine)).contains("No ink").doesNotContain("Paper jam");
        assertThat(office.as(CARLA).page(mine)).contains("Nothing waits here");
    }

    @Test
    void departmentsViewsAreTheirManagersAffairAndEveryonesTheAdmins() {
        assertThat(keep(BEN, "x", "department:support", "").statusCode()).isEqualTo(422);
        assertThat(keep(ANNA, "x", "department:sales", "").statusCode()).isEqualTo(422);
        assertThat(keep(ANNA, "x", "everyone", "").statusCode()).isEqualTo(422);
        assertThat(keep(BEN, "x", "ben", "").statusCode()).isEqualTo(422);
        String common = kept(ANNA, "Support", "department:support", "");
        assertThat(office.as(BEN).page(common)).doesNotContain(common + "/edit");
        assertThat(office.as(BEN).get(common + "/edit").statusCode()).isEqualTo(404);
        assertThat(office.as(BEN).post(common + "/remove").statusCode()).isEqualTo(404);
        assertThat(office.as(BEN)
                        .post(common, "name", "Ben's", "audience", "alone", "criteria", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(office.as(ANNA).page(common)).contains(common + "/edit");
        assertThat(office.as(DORA).page(common)).contains(common + "/edit");
        assertThat(office.as(DORA).page("/tickets"))
                .as("not at hand for an admin elsewhere")
                .doesNotContain(common);
        assertThat(office.as(DORA).page("/views")).contains(common);
    }

    @Test
    void isChangedAndRemoved() {
        String view = kept(BEN, "Jams", "alone", "paper");
        assertThat(office.as(BEN).page(view + "/edit")).contains("value=\"Jams\"", "value=\"text:paper\"");
        HttpResponse<String> changed =
                office.as(BEN).post(view, "name", "Ink", "audience", "alone", "criteria", "text:ink sort:opened");
        assertThat(place(changed)).isEqualTo(view + "?done=view-kept");
        assertThat(office.as(BEN).page(view)).contains(">Ink<", "No ink").doesNotContain("Jams", "Paper jam");
        assertThat(place(office.as(BEN).post(view + "/remove"))).isEqualTo("/views?done=view-removed");
        assertThat(office.as(BEN).get(view).statusCode()).isEqualTo(404);
        assertThat(office.as(BEN).page("/views")).contains("No views yet");
        assertThat(office.as(BEN).page("/tickets")).contains("No ink");
    }

    @Test
    void whatIsWrongWithTheFormIsSaidAndNothingTypedIsLost() {
        HttpResponse<String> unnamed = keep(BEN, " ", "alone", "status:active \"x y\"");
        assertThat(unnamed.statusCode()).isEqualTo(422);
        assertThat(unnamed.body()).contains("Give the view a name.", "status:active &quot;x y&quot;");
        assertThat(keep(BEN, "x".repeat(61), "alone", "").body()).contains("at most 60 characters");
        assertThat(keep(BEN, "long", "alone", "y".repeat(2_000)).body()).contains("at most 1,000 characters");
        for (int i = 0; i < 50; i++) {
            kept(BEN, "view " + i, "alone", "");
        }
        assertThat(keep(BEN, "one more", "alone", "").body()).contains("There are 50 views already");
    }

    @Test
    void anyListCanBecomeAView() {
        String page = office.as(BEN)
                .page("/tickets?whose=nobody&place=support&state=open&priority=raised&sort=opened&text="
                        + encoded("jam \"x y\" product:printer"));
        Matcher link = Pattern.compile("href=\"(/views/new[^\"]+)\"").matcher(page);
        assertThat(link.find()).isTrue();
        assertThat(office.as(BEN).page(link.group(1)))
                .contains("value=\"status:active,waiting priority:high,urgent department:support assignee:nobody"
                        + " product:printer text:&quot;jam x y&quot; sort:opened\"");
        String shared = office.as(BEN).page("/tickets?whose=shared");
        assertThat(shared).contains("criteria=status%3Aactive+shared-with%3Ame");
    }

    @Test
    void aProductThatIsGoneMatchesNothingAndIsSaid() {
        String view = kept(BEN, "Printers", "alone", "product:printer");
        assertThat(office.as(BEN).page(view)).contains("No ink");
        office.mail().conf(SampleCompany.support().withEnabled(true), SampleCompany.sales());
        office.mail()
                .conf(new org.postroom.agent.Organisation(
                        List.of(SampleCompany.brand()),
                        List.of(SampleCompany.support(), SampleCompany.sales()),
                        SampleCompany.agents(),
                        List.of(),
                        List.of()));
        assertThat(office.as(BEN).page(view))
                .contains("There is no product “printer” (any more)")
                .doesNotContain("No ink", "Paper jam");
        assertThat(office.german(BEN).page(view)).contains("Ein Produkt „printer“ gibt es nicht (mehr)");
    }

    @Test
    void theLineCanBeTypedIntoTheSearchFieldToo() {
        AgentBrowser ben = office.as(BEN);
        assertThat(ben.page("/tickets?text=" + encoded("product:printer")))
                .contains("No ink")
                .doesNotContain("jam");
        assertThat(ben.page("/tickets?state=active&text=" + encoded("status:closed")))
                .contains("Nothing waits here");
        assertThat(ben.page("/tickets?text=" + encoded("product:none paper")))
                .contains("Paper jam")
                .doesNotContain("ink<");
        assertThat(ben.page("/tickets?text=" + encoded("product:scanner")))
                .contains("There is no product “scanner”")
                .doesNotContain("Paper jam", "No ink");
        assertThat(ben.page("/tickets?text=" + encoded("re:paper"))).doesNotContain("There is no", "Paper jam<");
        assertThat(ben.page("/tickets?text=" + encoded("department:sales"))).doesNotContain("Twelve chairs");
    }

    @Test
    void aViewIsSearchedSortedAndKeptUpToDate() {
        String view = kept(BEN, "All", "alone", "status:open sort:opened-first");
        AgentBrowser ben = office.as(BEN);
        String page = ben.page(view);
        assertThat(page).containsSubsequence("Paper jam", "No ink");
        assertThat(ben.page(view + "?sort=opened")).containsSubsequence("No ink", "Paper jam");
        assertThat(ben.page(view + "?text=ink")).contains("No ink").doesNotContain("Paper jam");
        Matcher refresh = REFRESH.matcher(page);
        assertThat(refresh.find()).isTrue();
        String rows = refresh.group(1).replace("&amp;", "&");
        assertThat(ben.get(rows).statusCode()).isEqualTo(204);
        arrives("gina@example.org", "support@example.com", "Fresh one");
        assertThat(ben.page(rows)).contains("Fresh one").doesNotContain("<html");
    }

    @Test
    void aLongViewHasPages() {
        for (int i = 0; i < 55; i++) {
            arrives("carl@example.org", "support@example.com", "Many " + i);
        }
        String view = kept(BEN, "Many", "alone", "many sort:opened-first");
        AgentBrowser ben = office.as(BEN);
        Matcher next =
                Pattern.compile("href=\"(" + view + "\\?[^\"]+)\" rel=\"next\"").matcher(ben.page(view));
        assertThat(next.find()).isTrue();
        assertThat(ben.page(next.group(1).replace("&amp;", "&")))
                .contains("Many 54<", "Many 50<")
                .doesNotContain("Many 49<", "rel=\"next\"");
    }

    @Test
    void whatIsNoNumberIsNoView() {
        for (String path : List.of("/views/x", "/views/-1", "/views/99999999999999999999", "/views/1/edit")) {
            assertThat(office.as(DORA).get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
