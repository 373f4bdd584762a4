package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.SUPPORT;
import static org.postroom.intake.Office.SUPPORT_DESK;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.agent.OnReplyToLocked;
import org.postroom.agent.OpenTo;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.TicketRules;
import org.postroom.agent.UndoTimes;
import org.postroom.agent.WhoMayOpen;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.ticket.Ticket;

/** FAULTS D8: one sender writes without end. Nothing is lost, all of it can be seen, agents are told once. */
class FloodTest {
    /** Mails of the big flood; a long run sets 100000. */
    private static final int MAILS = Integer.getInteger("postroom.flood.mails", 1_200);

    private static final FloodSettings TEN = new FloodSettings(10, Duration.ofHours(1), Set.of());

    static Stream<Named<Supplier<TestDatabase>>> databases() {
        return Stream.of(Named.of("SQLite", TestDatabases::sqlite), Named.of("MariaDB", TestDatabases::mariadb));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void putsWhatIsTooMuchOnOneTicketAndTellsAgentsOnce(Supplier<TestDatabase> database) {
        try (Office office = new Office(database.get())) {
            office.floods(TEN);
            for (int i = 1; i <= 30; i++) {
                floods(office, i);
            }
            assertThat(office.tickets()).hasSize(11);
            assertThat(office.articles("SUP-1011"))
                    .as("a comment and 20 mails")
                    .hasSize(21)
                    .extracting(article -> article.content().subject())
                    .contains("Flood 11", "Flood 30");
            assertThat(office.queuedTo(ANNA)).hasSize(11);
            assertThat(office.lastTo(ANNA).text())
                    .contains("More than 10 tickets in 60 minutes came from flood@example.org");
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(3);

            office.arrives(Letter.from("other@example.org", SUPPORT, "A question", "Where are you?"));
            assertThat(office.tickets()).as("others are not concerned").hasSize(12);
        }
    }

    @Test
    void losesNothingHoweverMuchItIs() {
        try (Office office = new Office()) {
            for (int i = 1; i <= MAILS; i++) {
                office.fetched(SUPPORT_DESK, letter(i).raw(Integer.toString(i)));
            }
            office.work();
            int flooded = MAILS - FloodSettings.DEFAULT.most();
            int tickets = (flooded + FloodDesk.MOST_ON_A_TICKET - 1) / FloodDesk.MOST_ON_A_TICKET;
            assertThat(office.tickets()).hasSize(Math.min(1000, FloodSettings.DEFAULT.most() + tickets));
            assertThat(office.count("SELECT COUNT(*) FROM receipt WHERE ticket_id IS NULL OR state <> 'done'"))
                    .isZero();
            assertThat(office.count("SELECT COUNT(DISTINCT message_id) FROM article WHERE message_id IS NOT NULL"))
                    .isEqualTo(MAILS);
            assertThat(office.count("SELECT COUNT(*) FROM outbound_mail WHERE kind = 'notice'"))
                    .as("of each ticket of its own and of the first that takes many, to both agents of the group")
                    .isEqualTo(2 * (FloodSettings.DEFAULT.most() + 1));
        }
    }

    @Test
    void opensTicketsAgainAfterAnHourWithoutAMail() {
        try (Office office = new Office()) {
            office.floods(TEN);
            for (int i = 1; i <= 15; i++) {
                floods(office, i);
            }
            office.clock.forward(Duration.ofMinutes(50));
            floods(office, 16);
            assertThat(office.tickets()).hasSize(11);
            office.clock.forward(Duration.ofMinutes(61));
            floods(office, 17);
            assertThat(office.tickets()).hasSize(12);
        }
    }

    @Test
    void beginsAnotherTicketAndTellsOfItWhenAnAgentClosedTheFirst() {
        try (Office office = new Office()) {
            office.floods(TEN);
            for (int i = 1; i <= 12; i++) {
                floods(office, i);
            }
            office.agentAnswers(ANNA, "#close");
            int told = office.queuedTo(ANNA).size();
            floods(office, 13);
            floods(office, 14);
            assertThat(office.tickets()).hasSize(12);
            assertThat(office.queuedTo(ANNA)).hasSize(told + 1);
        }
    }

    @Test
    void countsAllSpellingsOfASenderAndRobotsToo() {
        try (Office office = new Office()) {
            office.floods(TEN);
            for (int i = 1; i <= 15; i++) {
                Letter letter = Letter.from("Flood+" + i + "@Example.ORG", SUPPORT, "Alarm " + i, "Disk full");
                office.arrives(i % 2 == 0 ? letter : letter.with("Auto-Submitted: auto-generated"));
            }
            assertThat(office.tickets()).hasSize(11);
            assertThat(office.articles("SUP-1011")).hasSize(6);
        }
    }

    @Test
    void letsThoseOpenAnyNumberWhomConfNames() {
        try (Office office = new Office()) {
            office.floods(new FloodSettings(10, Duration.ofHours(1), Set.of(EmailAddress.of("flood@example.org"))));
            for (int i = 1; i <= 15; i++) {
                floods(office, i);
            }
            assertThat(office.tickets()).hasSize(15);
        }
    }

    @Test
    void keepsOneClosedTicketWhereADepartmentTakesNoNewOnes() {
        try (Office office = new Office()) {
            office.floods(TEN);
            TicketRules rules = new TicketRules(
                    "SUP",
                    WhoMayOpen.EVERYONE,
                    false,
                    true,
                    OnReplyToLocked.REJECT,
                    OpenTo.nobody(),
                    UndoTimes.DEFAULT);
            office.conf(SampleCompany.support().withTickets(rules), SampleCompany.sales());
            for (int i = 1; i <= 15; i++) {
                floods(office, i);
            }
            assertThat(office.tickets())
                    .hasSize(11)
                    .extracting(Ticket::state)
                    .extracting(Enum::name)
                    .containsOnly("CLOSED");
            assertThat(office.articles("SUP-1011")).hasSize(6);
        }
    }

    @Test
    void opensNoTicketForEachMailThatGoesInCircles() {
        try (Office office = new Office()) {
            office.floods(TEN);
            String circle = "Received: from a.example.org by b.example.org\n".repeat(Hops.MOST) + "Received: by c";
            for (int i = 1; i <= 15; i++) {
                office.arrives(letter(i).with(circle));
            }
            assertThat(office.tickets()).hasSize(11);
            assertThat(office.articles("SUP-1011")).as("a comment and 5 mails").hasSize(6);
            assertThat(office.count("SELECT COUNT(*) FROM receipt WHERE state = 'quarantined'"))
                    .isEqualTo(10);
            assertThat(office.queued(OutboundKind.AUTOMATIC)).isEmpty();
        }
    }

    /** Anybody can write an agent's address into From, and "Fwd:" above it. */
    @Test
    void opensNoTicketForEachMailThatOnlySaysThatAnAgentForwardsIt() {
        try (Office office = new Office()) {
            office.floods(TEN);
            office.trusts(ForwardCase.SERVER);
            for (int i = 1; i <= 15; i++) {
                office.arrives(ForwardCase.inline(ANNA, ForwardCase.INLINE));
            }
            assertThat(office.tickets()).hasSize(11);
            assertThat(office.articles("SUP-1011")).as("a comment and 5 mails").hasSize(6);

            office.arrives(ForwardCase.inline(ANNA, ForwardCase.INLINE).with(ForwardCase.PASS));
            assertThat(office.tickets()).as("Anna's own").hasSize(12);
            assertThat(office.lastTo(ANNA).subject()).contains("Please confirm");
        }
    }

    @Test
    void letsAnAgentWhoIsProvenForwardAnyNumber() {
        try (Office office = new Office()) {
            office.floods(TEN);
            office.trusts(ForwardCase.SERVER);
            for (int i = 1; i <= 15; i++) {
                office.arrives(ForwardCase.inline(ANNA, ForwardCase.INLINE).with(ForwardCase.PASS));
            }
            assertThat(office.tickets()).hasSize(15);
        }
    }

    private static void floods(Office office, int number) {
        office.arrives(letter(number));
    }

    private static Letter letter(int number) {
        return Letter.from("Flood <flood@example.org>", SUPPORT, "Flood " + number, "Mail number " + number)
                .id("flood" + number + "@example.org");
    }
}
