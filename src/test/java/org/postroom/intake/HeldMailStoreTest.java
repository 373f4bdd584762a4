package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SampleCompany;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.mail.Bytes;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.RawStore;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;

@OnBothDatabases
class HeldMailStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.250Z");

    private final Ids ids = new Ids(InstantSource.fixed(NOW), 1);
    private final Spool spool = Spool.jdbi(ids, RawStore.jdbi(ids));
    private final TicketStore tickets = TicketStore.jdbi(ids);
    private final HeldMailStore held = HeldMailStore.jdbi();

    @DatabaseTest
    void keepsWhatItIsGivenByTicketAndAgent(Database database) {
        TicketId ticket = ticket(database);
        HeldMail first = hold(database, ticket, SampleCompany.ANNA, NOW);
        HeldMail second = hold(database, ticket, SampleCompany.ANNA, NOW.plusSeconds(5));
        HeldMail bens = hold(database, ticket, SampleCompany.BEN, NOW);
        assertThat(of(database, ticket, SampleCompany.ANNA)).containsExactly(first, second);
        assertThat(of(database, ticket, SampleCompany.BEN)).containsExactly(bens);
        assertThat(of(database, ticket(database), SampleCompany.ANNA)).isEmpty();
    }

    @DatabaseTest
    void thoseOfAMergedTicketBelongToTheOneThatIsLeft(Database database) {
        TicketId one = ticket(database);
        TicketId other = ticket(database);
        HeldMail first = hold(database, one, SampleCompany.ANNA, NOW);
        HeldMail second = hold(database, other, SampleCompany.ANNA, NOW.plusSeconds(5));
        database.change(transaction -> tickets.merge(transaction, one, other));
        assertThat(of(database, other, SampleCompany.ANNA)).containsExactly(first, second);
    }

    @DatabaseTest
    void settlesAMailOnce(Database database) {
        TicketId ticket = ticket(database);
        HeldMail mail = hold(database, ticket, SampleCompany.ANNA, NOW);
        assertThat(settle(database, mail, HeldMail.State.SENT)).isTrue();
        assertThat(settle(database, mail, HeldMail.State.SENT)).isFalse();
        assertThat(settle(database, mail, HeldMail.State.CANCELLED)).isFalse();
        assertThat(of(database, ticket, SampleCompany.ANNA))
                .extracting(HeldMail::state)
                .containsExactly(HeldMail.State.SENT);
    }

    @DatabaseTest
    void aMailOfWhichItsAgentIsAskedAgainWaitsAgain(Database database) {
        TicketId ticket = ticket(database);
        HeldMail mail = hold(database, ticket, SampleCompany.ANNA, NOW);
        settle(database, mail, HeldMail.State.SENT);
        HeldMail again = mail.again(List.of("Dora joined."), NOW.plusSeconds(9));
        database.change(transaction -> held.askAgain(transaction, again));
        assertThat(of(database, ticket, SampleCompany.ANNA)).containsExactly(again);
        assertThat(settle(database, again, HeldMail.State.CANCELLED)).isTrue();
    }

    private boolean settle(Database database, HeldMail mail, HeldMail.State state) {
        return database.<Boolean>write(transaction -> held.settle(transaction, mail, state, NOW));
    }

    private List<HeldMail> of(Database database, TicketId ticket, AgentId agent) {
        return database.<List<HeldMail>>read(transaction -> held.of(transaction, ticket, agent));
    }

    private TicketId ticket(Database database) {
        Ticket.Matter matter = new Ticket.Matter("Broken printer", Optional.empty());
        return database.<Ticket>write(transaction -> tickets.open(
                        transaction, new NewTicket("SUP", SampleCompany.SUPPORT_FRONT_LINE, matter, By.unknown(), NOW)))
                .id();
    }

    private HeldMail hold(Database database, TicketId ticket, AgentId agent, Instant at) {
        Receipt.Origin origin = new Receipt.Origin(
                "imap://support@mail.example.org:993/inbox", 7, Long.toString(ids.next()), new DepartmentId("support"));
        FetchedMail mail = FetchedMail.whole(origin, Bytes.of("mail " + origin.uid()), NOW);
        return database.<HeldMail>write(transaction -> {
            Receipt receipt = spool.accept(transaction, List.of(mail)).getFirst();
            HeldMail one = new HeldMail(
                    ids.next(),
                    receipt.id(),
                    ticket,
                    agent,
                    Right.ANSWER,
                    List.of("It answers no notice.", "It names several senders."),
                    at,
                    HeldMail.State.WAITING);
            held.hold(transaction, one);
            return one;
        });
    }
}
