package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.SmtpAccountId;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.intake.Queued;
import org.postroom.outbound.DeliveryOutcome;
import org.postroom.outbound.Orders;
import org.postroom.outbound.OutboundId;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.outbound.OutboundOrder;
import org.postroom.outbound.QueueEntry;
import org.postroom.outbound.RecipientState;
import org.postroom.outbound.Tries;

class QueuePagesTest {
    private final PageOffice office = new PageOffice();
    private final Tries tries = new Tries(office.mail().database());

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void saysWhenNothingWaitsAndNothingFailed() {
        assertThat(office.as(SampleCompany.ANNA).page("/queue")).contains("Nothing waits to be sent");
        assertThat(office.as(SampleCompany.ANNA).page("/queue?show=failed")).contains("Nothing failed");
    }

    @Test
    void showsWhatFailedAboveWhatWaitsWithTheServersWords() {
        OutboundId failed = toCarl();
        tries.ended(failed, new DeliveryOutcome.Refused("550 No <such> user"), now());
        OutboundId deferred = answer("dora@customer.example.org");
        tries.ended(deferred, new DeliveryOutcome.Deferred("451 Greylisted"), now());
        answer("erik@customer.example.org");

        String page = office.as(SampleCompany.ANNA).page("/queue");

        assertThat(page)
                .contains("550 No &lt;such&gt; user", "451 Greylisted", "next try:", "tried once")
                .contains("<a class=\"key\" href=\"/tickets/SUP-1001\">");
        assertThat(List.of(page.indexOf("carl@customer"), page.indexOf("dora@customer"), page.indexOf("erik@customer")))
                .isSorted()
                .doesNotContain(-1);
    }

    @Test
    void forgetsFailuresAfterAWeek() {
        tries.ended(toCarl(), new DeliveryOutcome.Refused("550 No such user"), now());
        office.mail().clock.forward(Duration.ofDays(8));

        assertThat(office.as(SampleCompany.ANNA).page("/queue")).doesNotContain("550 No such user");
    }

    @Test
    void showsAMailWithItsAttempts() {
        OutboundId id = toCarl();
        tries.ended(id, new DeliveryOutcome.Deferred("451 Greylisted"), now());

        assertThat(office.as(SampleCompany.ANNA).page("/queue/" + id))
                .contains("carl@customer.example.org", "Acme Support", "Automatic answer", "SUP-1001")
                .contains("deferred carl@customer.example.org: 451 Greylisted", "Waiting for another try")
                .contains("data-confirm=\"Those who have not got this mail never will. Drop it?\"");
    }

    @Test
    void triesAMailAgainNow() {
        OutboundId id = toCarl();
        tries.ended(id, new DeliveryOutcome.Deferred("451 Greylisted"), now());
        assertThat(entry(id).dueAt()).isAfter(now());

        HttpResponse<String> answer = office.as(SampleCompany.ANNA).post("/queue/" + id + "/retry");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/queue/" + id + "?done=mail-retried");
        assertThat(entry(id).dueAt()).isEqualTo(now());
    }

    @Test
    void asksBeforeItSendsAgainWhatMayHaveArrived() {
        OutboundId id = toCarl();
        tries.ended(id, new DeliveryOutcome.Uncertain("The connection broke"), now());
        AgentBrowser anna = office.as(SampleCompany.ANNA);
        assertThat(anna.page("/queue/" + id))
                .contains("Uncertain", "Send once more", "data-confirm=\"The server may have this mail already.");

        assertThat(anna.post("/queue/" + id + "/retry").statusCode()).isEqualTo(303);

        assertThat(entry(id).state()).isEqualTo(QueueEntry.State.WAITING);
    }

    @Test
    void dropsAMailAndSaysSoWhenNobodyIsLeft() {
        OutboundId id = toCarl();
        AgentBrowser anna = office.as(SampleCompany.ANNA);

        assertThat(anna.post("/queue/" + id + "/drop").statusCode()).isEqualTo(303);
        assertThat(entry(id).mail().recipients())
                .extracting(OutboundMail.Recipient::state)
                .containsExactly(RecipientState.DROPPED);

        HttpResponse<String> again = anna.post("/queue/" + id + "/drop");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("Nobody is left to whom this applies.");
    }

    @Test
    void isNotForAgentsWhoLookAfterNoDepartment() {
        OutboundId id = toCarl();
        AgentBrowser ben = office.as(SampleCompany.BEN);

        for (String path : List.of("/queue", "/queue/" + id)) {
            HttpResponse<String> answer = ben.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).contains("for managers and admins").doesNotContain("carl@");
        }
        assertThat(ben.post("/queue/" + id + "/drop").statusCode()).isEqualTo(403);
        assertThat(entry(id).state()).isEqualTo(QueueEntry.State.WAITING);
    }

    @Test
    void showsManagersNothingOfOtherDepartmentsAndAdminsAll() {
        office.mail()
                .arrives(
                        SampleCompany.SALES,
                        Letter.from("erik@customer.example.org", "sales@example.com", "Chairs", "How much?"));
        OutboundId id = office.mail().queued().getFirst().ours().id();
        AgentBrowser anna = office.as(SampleCompany.ANNA);

        assertThat(anna.page("/queue")).doesNotContain("erik@", "Chairs");
        assertThat(anna.get("/queue/" + id).statusCode()).isEqualTo(404);
        assertThat(anna.post("/queue/" + id + "/retry").statusCode()).isEqualTo(404);
        assertThat(anna.post("/queue/" + id + "/drop").statusCode()).isEqualTo(404);
        assertThat(entry(id).state()).isEqualTo(QueueEntry.State.WAITING);

        office.mail().conf(SampleCompany.organisationWithAdmin());
        assertThat(office.as(SampleCompany.DORA).page("/queue")).contains("erik@customer.example.org");
    }

    @Test
    void namesAgentsInPlaceOfTheirPrivateAddresses() {
        office.mail().carlWrites();
        Queued notice = office.mail().queuedTo(Office.BEN).getLast();
        tries.ended(
                notice.ours().id(), new DeliveryOutcome.Refused("550 <Ben.Private@example.net>: No such user"), now());

        for (String path : List.of("/queue", "/queue/" + notice.ours().id())) {
            assertThat(office.as(SampleCompany.ANNA).page(path))
                    .as(path)
                    .contains("550 &lt;Ben Cole&gt;: No such user")
                    .doesNotContainIgnoringCase("ben.private");
        }
        office.mail().conf(SampleCompany.organisationWithAdmin());
        assertThat(office.as(SampleCompany.DORA).page("/queue")).contains("Ben.Private@example.net");
    }

    @Test
    void saysWhichOfTheirAccountsTakesNoMail() {
        office.accounts(
                new AccountLine(SampleCompany.SMTP, "smtp.example.com:587 refused the login.", now()),
                new AccountLine(new SmtpAccountId("other"), "No concern of Anna’s.", now()));

        assertThat(office.as(SampleCompany.ANNA).page("/queue"))
                .contains("Mail by the SMTP account acme does not leave", "refused the login.")
                .doesNotContain("No concern");
    }

    @Test
    void pagesWhatIsMoreThanAHundred() {
        for (int i = 0; i < 103; i++) {
            answer("customer" + i + "@example.org");
        }
        AgentBrowser anna = office.as(SampleCompany.ANNA);
        String first = anna.page("/queue");
        String second = anna.page("/queue?page=1");

        assertThat(first)
                .contains("href=\"/queue?page=1\"", "customer99@", "customer0@")
                .doesNotContain("customer100@");
        assertThat(second).contains("customer100@", "customer102@").doesNotContain("customer99@", "rel=\"next\"");
        assertThat(anna.page("/queue?page=x&show=y")).contains("customer0@");
        assertThat(anna.page("/queue?page=999")).contains("Nothing waits");
    }

    @Test
    void isNotFoundWhereThereIsNoSuchMail() {
        AgentBrowser anna = office.as(SampleCompany.ANNA);
        for (String id : List.of("1", "x", "-1", "99999999999999999999")) {
            assertThat(anna.get("/queue/" + id).statusCode()).as(id).isEqualTo(404);
        }
    }

    @Test
    void speaksGerman() {
        OutboundId id = toCarl();
        tries.ended(id, new DeliveryOutcome.Deferred("451 Greylisted"), now());
        AgentBrowser anna = office.german(SampleCompany.ANNA);

        assertThat(anna.page("/queue")).contains("Ausgang", "Wartet auf den nächsten Versuch", "einmal versucht");
        assertThat(anna.page("/queue/" + id)).contains("Mail an carl@", "Verwerfen", "Empfänger");
    }

    private OutboundId toCarl() {
        office.mail().carlWrites();
        return office.mail().lastTo(Office.CARL).ours().id();
    }

    private final Orders orders = new Orders();

    private OutboundId answer(String to) {
        OutboundOrder order = orders.order(SampleCompany.SMTP, OutboundKind.ANSWER, "Hello\n", to);
        OutboundOrder bare = new OutboundOrder(
                order.mail(), order.account(), order.kind(), SampleCompany.SUPPORT, Optional.empty(), Optional.empty());
        return office.mail()
                .database()
                .write(transaction -> office.mail().stores().desk().queue().enqueue(transaction, bare));
    }

    private QueueEntry entry(OutboundId id) {
        return office.mail()
                .database()
                .<Optional<QueueEntry>>read(
                        transaction -> office.mail().stores().desk().queue().show(transaction, id))
                .orElseThrow();
    }

    private Instant now() {
        return office.mail().clock.instant();
    }
}
