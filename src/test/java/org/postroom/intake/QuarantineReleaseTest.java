package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.DepartmentId;
import org.postroom.intake.QuarantineRelease.Result;
import org.postroom.mail.Bytes;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Way;

/** What Postroom cannot process a human can: the mail goes to a ticket as it is. */
class QuarantineReleaseTest {
    private static final Bytes POISON = Bytes.of("From: eve@example.org\r\nSubject: Poison\r\n\r\nHello\r\n");
    private static final By OPERATOR = By.postroom(Way.CLI);

    private final Office office = new Office();
    private final QuarantineRelease release =
            new QuarantineRelease(office::organisation, office.stores(), office.clock);

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void opensATicketWhereThereIsNone() {
        Receipt receipt = setAside(Office.SUPPORT_DESK);
        Ticket ticket = released(release(receipt, Optional.empty()));
        Article article = office.articles(ticket.number().toString()).getFirst();
        assertThat(article.content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
        assertThat(article.content().text()).contains("without being read", "Subject: Poison");
        assertThat(article.content().attachments())
                .extracting(Article.AttachedFile::sha256)
                .containsExactly(POISON.sha256());
        Receipt now = office.receipt(receipt.id());
        assertThat(now.work().state()).isEqualTo(Receipt.State.DONE);
        assertThat(now.end().orElseThrow().disposition()).isEqualTo(Disposition.NEW_TICKET);
        assertThat(now.end().orElseThrow().ticket()).contains(ticket.id());
        assertThat(now.end().orElseThrow().trace())
                .contains("poison", "Released by", ticket.number().toString());
        assertThat(office.queued()).as("nobody is answered or told").isEmpty();
    }

    @Test
    void givesAMailToTheTicketThatIsNamedAndReopensIt() {
        office.carlWrites();
        String number = office.tickets().getFirst().number().toString();
        Ticket before = office.ticket(number);
        office.database()
                .change(transaction -> office.desks()
                        .book()
                        .note(transaction, before.id(), new TicketEvent.Closed(OPERATOR), Optional.empty()));
        Receipt receipt = setAside(Office.SUPPORT_DESK);
        Ticket ticket = released(release(receipt, TicketNumber.parse(number)));
        assertThat(ticket.number().toString()).isEqualTo(number);
        assertThat(office.ticket(number).state()).isNotEqualTo(TicketState.CLOSED);
        assertThat(office.articles(number)).hasSize(2);
        assertThat(office.receipt(receipt.id()).end().orElseThrow().disposition())
                .isEqualTo(Disposition.ADDED);
    }

    @Test
    void asksForATicketWhereTheDepartmentIsGone() {
        Receipt receipt = setAside(new DepartmentId("closed-down"));
        assertThat(release(receipt, Optional.empty())).isInstanceOf(Result.NoDepartment.class);
        assertThat(office.receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.QUARANTINED);
    }

    @Test
    void knowsOnlyWhatIsSetAsideAndTicketsThatAre() {
        Receipt receipt = setAside(Office.SUPPORT_DESK);
        assertThat(release(receipt, TicketNumber.parse("SUP-4711"))).isInstanceOf(Result.NoSuchTicket.class);
        released(release(receipt, Optional.empty()));
        assertThat(release(receipt, Optional.empty())).isInstanceOf(Result.NoSuchMail.class);
    }

    @Test
    void usesTheTicketThatWasOpenedWhenItWasSetAside() {
        try (Office other = new Office(stores -> stores, () -> {
            throw new IllegalStateException("the reader is broken");
        })) {
            Receipt receipt = other.arrives(Office.SUPPORT_DESK, POISON);
            List<Ticket> tickets = other.tickets();
            assertThat(tickets).hasSize(1);
            QuarantineRelease theirs = new QuarantineRelease(other::organisation, other.stores(), other.clock);
            Result result = other.database()
                    .write(transaction ->
                            theirs.release(transaction, receipt.id(), Optional.empty(), _ -> true, OPERATOR));
            assertThat(released(result).id()).isEqualTo(tickets.getFirst().id());
            assertThat(other.tickets()).hasSize(1);
        }
    }

    private Receipt setAside(DepartmentId department) {
        Receipt receipt = office.fetched(department, POISON);
        office.database()
                .change(transaction -> office.stores().spool().quarantine(transaction, receipt.id(), "poison"));
        return receipt;
    }

    private Result release(Receipt receipt, Optional<TicketNumber> to) {
        return office.database()
                .write(transaction -> release.release(transaction, receipt.id(), to, _ -> true, OPERATOR));
    }

    private static Ticket released(Result result) {
        assertThat(result).isInstanceOf(Result.Released.class);
        return ((Result.Released) result).ticket();
    }
}
