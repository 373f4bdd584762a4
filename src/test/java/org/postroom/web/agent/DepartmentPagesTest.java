package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;

class DepartmentPagesTest {
    private final PageOffice office = new PageOffice();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void saysOfEachDepartmentWhatIsImportedWhoWorksThereAndHowMuchWaits() {
        office.mailboxes(mailbox(SampleCompany.SUPPORT, Optional.of(now().minus(Duration.ofMinutes(2)))));
        office.mail().carlWrites();

        String page = office.as(SampleCompany.BEN).page("/departments");

        assertThat(page)
                .contains("Acme Support", "support@example.com", "Acme Sales", "2 min</time>")
                .contains("support@mail.example.org", "IMAP · mail.example.org:993")
                .contains("3 agents", "<li>Anna Berg</li><li>Ben Cole</li><li>Carla Diaz</li>", "1 agent")
                .contains("<a href=\"/tickets?place=support\">1</a>");
        assertThat(page.substring(page.indexOf("Acme Sales"), page.indexOf("Acme Support")))
                .as("has no mailbox, and no tickets for Ben")
                .contains(">–<", "none")
                .doesNotContain("/tickets?place=sales");
    }

    @Test
    void saysWhatIsWrongWithAMailboxSinceWhenAndWhenItIsTriedAgain() {
        office.mailboxes(new MailboxLine(
                SampleCompany.SUPPORT,
                new MailboxLine.Place("support", "POP3", "mail.example.org:995"),
                Optional.empty(),
                Optional.of(new MailboxLine.Fault(
                        "The server refused the login (<b>no</b>). Check mailbox.password.",
                        now().minus(Duration.ofHours(3)),
                        now().plus(Duration.ofMinutes(4)))),
                List.of("STARTTLS is not offered."),
                MailboxLine.Holder.ALONE));

        assertThat(office.as(SampleCompany.BEN).page("/departments"))
                .contains("status wrong", "The server refused the login (&lt;b&gt;no&lt;/b&gt;).")
                .contains("3 h</time>", "in 4 min</time>", "STARTTLS is not offered.");
    }

    @Test
    void saysWhichNodeWatchesAMailbox() {
        office.nodes("1 (mail-a)", "2 (mail-b)");
        MailboxLine line = mailbox(SampleCompany.SUPPORT, Optional.empty());
        office.mailboxes(new MailboxLine(
                line.department(),
                line.place(),
                line.lastSuccess(),
                line.fault(),
                line.warnings(),
                new MailboxLine.Holder(Optional.of("2 (mail-b)"), true)));

        assertThat(office.as(SampleCompany.BEN).page("/departments"))
                .contains(
                        "Watched by node 2 (mail-b)",
                        "Nodes at work:",
                        "<bdi>1 (mail-a)</bdi>",
                        "<bdi>2 (mail-b)</bdi>")
                .doesNotContain("Not looked through yet", "status off");
    }

    @Test
    void saysWhichDepartmentsAreSwitchedOffAndWhichMailboxesWereNeverRead() {
        office.mail().conf(SampleCompany.support(), SampleCompany.sales().withEnabled(false));
        office.mailboxes(mailbox(SampleCompany.SUPPORT, Optional.empty()));

        String page = office.as(SampleCompany.BEN).page("/departments");

        assertThat(page).contains("Switched off", "Not looked through yet", "status off");
        assertThat(page.indexOf("Switched off")).isBetween(page.indexOf("Acme Sales"), page.indexOf("Acme Support"));
    }

    @Test
    void linksToTheTicketsOfDepartmentsOfWhichTheAgentSeesAny() {
        office.mail().arrives(Letter.from("carl@example.org", "support@example.com", "Printer", "It does not print."));
        office.mail()
                .arrives(
                        SampleCompany.SALES,
                        Letter.from("dora@example.org", "sales@example.com", "Chairs", "How much are twelve?"));
        assertThat(office.as(SampleCompany.CARLA).page("/departments"))
                .contains("/tickets?place=support", "/tickets?place=sales");
    }

    @Test
    void speaksGerman() {
        office.mailboxes(mailbox(SampleCompany.SUPPORT, Optional.of(now())));
        assertThat(office.german(SampleCompany.BEN).page("/departments"))
                .contains("Abteilungen", "Postfach", "Durchgesehen:", "3 Personen", "1 Person");
    }

    private static MailboxLine mailbox(DepartmentId department, Optional<Instant> lastSuccess) {
        return new MailboxLine(
                department,
                new MailboxLine.Place("support@mail.example.org", "IMAP", "mail.example.org:993"),
                lastSuccess,
                Optional.empty(),
                List.of(),
                MailboxLine.Holder.ALONE);
    }

    private Instant now() {
        return office.mail().clock.instant();
    }
}
