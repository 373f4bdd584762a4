package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.AgentId;
import org.postroom.agent.SampleCompany;
import org.postroom.assign.AvailabilityStore;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.outbound.QueueEntry;

/** Mails that say that an agent is away or back, to a department's address, about no ticket. */
class AvailabilityByMailTest {
    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void anAgentIsAskedAtTheOwnAddressBeforeAnythingIsDone() {
        Receipt receipt = says(ANNA, "#away");
        assertThat(away()).isEmpty();
        assertThat(receipt.end().orElseThrow().disposition()).isEqualTo(Disposition.AVAILABILITY);
        assertThat(office.trace(receipt)).contains("anna is asked to confirm it");
        Queued question = question();
        assertThat(question.goesTo(ANNA)).isTrue();
        assertThat(question.text()).contains("says that you are away", "#away");
    }

    @Test
    void itOpensNoTicketAndSendsNoAutomaticAnswer() {
        says(ANNA, "#away");
        assertThat(office.tickets()).isEmpty();
        assertThat(question().is(OutboundKind.NOTICE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#away", "#AWAY", "#away\n\nSent from my telephone, with words that look like no signature"})
    void theAnswerToTheQuestionConfirmsIt(String answer) {
        says(ANNA, "#away");
        Receipt receipt = office.agentAnswers(ANNA, question(), answer);
        assertThat(away()).containsExactly(SampleCompany.ANNA);
        assertThat(office.trace(receipt)).contains("Confirmed by anna, who is away.");
        assertThat(office.tickets()).isEmpty();
    }

    @Test
    void comingBackIsConfirmedLikewise() {
        says(ANNA, "#away");
        office.agentAnswers(ANNA, question(), "#away");
        says(ANNA, "#back");
        assertThat(away()).containsExactly(SampleCompany.ANNA);
        office.agentAnswers(ANNA, question(), "#back");
        assertThat(away()).isEmpty();
    }

    @Test
    void theAnswerOfAnotherAgentConfirmsNothing() {
        says(ANNA, "#away");
        office.agentAnswers(BEN, question(), "#away");
        assertThat(away()).isEmpty();
    }

    @Test
    void theQuestionLetsNobodyDoAnythingElse() {
        office.carlWrites();
        says(ANNA, "#away");
        office.agentAnswers(ANNA, question(), "#take\nDear Carl, this is for you.");
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
    }

    @Test
    void inAnswerToANoticeItIsDoneAtOnce() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#away");
        assertThat(away()).containsExactly(SampleCompany.ANNA);
    }

    @Test
    void aCustomerWhoWritesItIsACustomer() {
        says(CARL, "#away");
        assertThat(away()).isEmpty();
        assertThat(office.tickets()).hasSize(1);
    }

    @Test
    void withOtherCommandsBesideItIsNothingOfTheKind() {
        says(ANNA, "#away\n#take");
        assertThat(away()).isEmpty();
        assertThat(office.tickets()).hasSize(1);
    }

    private Receipt says(EmailAddress from, String text) {
        return office.arrives(Letter.from("Somebody <" + from + ">", Office.SUPPORT, "Today", text));
    }

    private Set<AgentId> away() {
        AvailabilityStore store = office.stores().desk().assigning().availability();
        return office.database().<Set<AgentId>>read(store::away);
    }

    /** The latest mail that belongs to no ticket. */
    private Queued question() {
        return office.database().<Queued>read(transaction -> {
            OutboundMail latest = office.stores().desk().queue().list(transaction, 100).stream()
                    .map(QueueEntry::mail)
                    .filter(mail -> mail.about().ticket().isEmpty())
                    .max(Comparator.comparingLong(mail -> mail.id().value()))
                    .orElseThrow();
            Bytes raw = office.stores()
                    .desk()
                    .raws()
                    .get(transaction, latest.stored().rawId());
            IncomingMail read = (IncomingMail) new MailReader(ReadLimits.standard()).read(raw);
            return new Queued(latest, read, new String(raw.toArray(), StandardCharsets.UTF_8));
        });
    }
}
