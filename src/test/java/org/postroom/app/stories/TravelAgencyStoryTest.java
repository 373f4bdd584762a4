package org.postroom.app.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/**
 * A small travel agency: two people in sales, one in reservations, which is internal. Customers cannot open tickets there; they
 * answer what it sent them (SPEC A2).
 */
class TravelAgencyStoryTest {
    private static final Letter.Person CLARA = new Letter.Person("Clara Jensen", "clara@customer.example.org");
    private static final Letter.Person STRANGER = new Letter.Person("Stan Ger", "stan@elsewhere.example.org");
    private static final DepartmentId RESERVATIONS = new DepartmentId("reservations");

    private final Company agency = Company.of("travel", CLARA, STRANGER);

    @Test
    void reservationsHasTheCustomersThatSalesPassesOn() {
        try (agency) {
            Ticket ticket = agency.writes(CLARA, "sales@example.com", "Lisbon in May", "Two seats to Lisbon, please.");

            // Tess of sales answers and passes it on in one mail: the answer still comes from sales
            agency.answers(
                    "tess",
                    agency.told("tess", "Two seats to Lisbon"),
                    "#transfer reservations\n\nDear Clara,\n\nmy colleague Rosa books it for you.");
            Office.Got fromSales = agency.gets(CLARA, "my colleague Rosa books it");
            assertThat(fromSales.bytes()).contains("Meridian Travel").contains("<sales@example.com>");
            agency.once(ticket, now -> now.group().equals(new GroupId(RESERVATIONS, "level-1")));

            // Rosa is told, with the whole conversation, and answers: that comes from reservations
            Office.Got notice = agency.told("rosa", "moved this ticket");
            assertThat(notice.text()).contains("Two seats to Lisbon", "my colleague Rosa books it");
            agency.answers("rosa", notice, "Dear Clara,\n\nseats 12A and 12B are yours. Window and aisle?");
            Office.Got fromReservations = agency.gets(CLARA, "seats 12A and 12B");
            assertThat(fromReservations.bytes())
                    .contains("<reservations@example.com>")
                    .doesNotContain("staff.example.net");
            agency.once(ticket, now -> now.state() == TicketState.WAITING);

            // Clara may answer there, and in the thread of sales as well
            agency.answers(CLARA, fromReservations, "Aisle for both, please.");
            assertThat(agency.told("rosa", "Aisle for both").text()).contains("Aisle for both");
            agency.answers(CLARA, fromSales, "And a meal without nuts.");
            assertThat(agency.told("rosa", "meal without nuts").text()).contains("meal without nuts");
            agency.once(ticket, now -> now.state() == TicketState.ACTIVE);
            assertThat(agency.office().tickets()).hasSize(1);
            assertThat(agency.mails("tom", "Aisle")).isZero();
            assertThat(agency.page("rosa").page("/departments"))
                    .containsPattern("Reservations</b> <span[^>]*>Internal");
        }
    }

    @Test
    void nobodyOpensATicketInReservations() {
        try (agency) {
            agency.office().send(Letter.of(STRANGER, "reservations@example.com", "Upgrade", "First class, quickly!"));
            Office.Got refusal = agency.gets(STRANGER, "Upgrade");
            assertThat(refusal.text()).contains("does not take new");
            assertThat(refusal.bytes()).contains("<reservations@example.com>");

            // The mail is kept on a ticket that is closed, and nobody was disturbed
            Ticket kept = agency.office().tickets().getFirst();
            assertThat(kept.state()).isEqualTo(TicketState.CLOSED);
            assertThat(agency.office().articles(kept).getFirst().content().text())
                    .contains("First class, quickly!");
            agency.writes(CLARA, "sales@example.com", "Lisbon in May", "Two seats to Lisbon, please.");
            agency.told("tess", "Two seats to Lisbon");
            assertThat(agency.mails("rosa", "First class")).isZero();

            // Nor by answering the refusal, or a mail of somebody else's ticket
            agency.answers(STRANGER, refusal, "I insist.");
            agency.office()
                    .send(Letter.of(
                            STRANGER,
                            "reservations@example.com",
                            "Re: [SAL-1001] Lisbon in May",
                            "I am on this trip too."));
            Office.awaited(
                    "a ticket for the last letter",
                    () -> Optional.of(agency.office().tickets()).filter(tickets -> tickets.size() == 3));
            agency.writes(CLARA, "sales@example.com", "Porto in June", "And two to Porto.");
            agency.told("tess", "two to Porto");
            assertThat(agency.mails("rosa", "I insist")).isZero();
            assertThat(agency.mails("tess", "I am on this trip too")).isZero();
        }
    }
}
