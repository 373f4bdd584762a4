package org.postroom.web.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.CARL;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.intake.Queued;
import org.postroom.mail.EmailAddress;

/**
 * FAULTS E6, the "ticket trick": whoever can read a ticket makes a service send its code to the department, and into that ticket. Here
 * Carl is the one who wants to pass for the company.
 */
class VerificationMailTest {
    private static final EmailAddress SERVICE = EmailAddress.of("no-reply@service.example.com");
    private static final String CODE = "481516";

    private final LinkOffice office = new LinkOffice();

    @AfterEach
    void close() {
        office.close();
    }

    /** He registers there with the address of his ticket, which he has from Reply-To. */
    @Test
    void aCodeSentToTheAddressOfATicketIsNoPartOfIt() {
        serviceWritesTo(addressOfTicket());
        assertThat(office.mail().tickets()).hasSize(2);
        carlSeesNoCode();
    }

    /** He brings the service's address into the ticket first, so that its mail counts as one of those who take part. */
    @Test
    void aCodeIsHiddenEvenWhereTheServiceWasMadeToTakePart() {
        Queued ours = office.mail().lastTo(CARL);
        office.mail()
                .arrives(Letter.answer(CARL.value(), ours, "Please keep them informed.")
                        .with("Cc: " + SERVICE));
        assertThat(office.mail().participants(LinkOffice.TICKET)).contains(SERVICE);
        serviceWritesTo(addressOfTicket());
        carlSeesNoCode();
        office.act(
                org.postroom.agent.SampleCompany.ANNA,
                new org.postroom.desk.Act.Answer(LinkOffice.words("What is this about?")));
        carlSeesNoCode();
    }

    /** The same, and the service's mail refers to his, as if it answered him. */
    @Test
    void aCodeIsHiddenEvenWhereItIsMadeToAnswerHisMail() {
        Queued ours = office.mail().lastTo(CARL);
        office.mail()
                .arrives(Letter.answer(CARL.value(), ours, "Please keep them informed.")
                        .with("Cc: " + SERVICE));
        office.mail().arrives(code(Office.SUPPORT).with("In-Reply-To: <" + ours.messageId() + ">"));
        carlSeesNoCode();
    }

    @Test
    void agentsAreWarned() {
        serviceWritesTo(Office.SUPPORT);
        assertThat(office.mail().lastTo(ANNA).text().replaceAll("\\s+", " ")).contains(CODE, "Give it to nobody");
    }

    private String addressOfTicket() {
        return office.mail().lastTo(CARL).header("Reply-To").orElse(Office.SUPPORT);
    }

    private void serviceWritesTo(String address) {
        office.mail().arrives(code(address));
    }

    private static Letter code(String address) {
        return Letter.from(
                "Service <" + SERVICE + ">", address, "Your verification code", "Your code is " + CODE + ".");
    }

    private void carlSeesNoCode() {
        assertThat(office.ticketPage()).doesNotContain(CODE);
        assertThat(office.mail().queuedTo(CARL))
                .allSatisfy(mail -> assertThat(mail.subject() + mail.text()).doesNotContain(CODE));
    }
}
