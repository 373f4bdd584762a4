package org.postroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.conversation.ThreadIndex.Origin;
import org.postroom.mail.MessageId;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;

@OnBothDatabases
class ThreadIndexTest {
    private final Ids ids = new Ids(InstantSource.system(), 1);
    private final ThreadIndex threads = ThreadIndex.jdbi(ids);
    private final TicketStore tickets = TicketStore.jdbi(ids);

    @DatabaseTest
    void findsMailsByTheirExactIds(Database database) {
        TicketId one = ticket(database);
        MessageId plain = new MessageId("Ab@example.net");
        MessageId longest = new MessageId("x".repeat(995));
        MessageId odd = new MessageId("ünï😀'%_\\@example.net");
        for (MessageId id : List.of(plain, longest, odd)) {
            add(database, id, one);
        }
        List<MessageId> wanted =
                List.of(odd, longest, plain, new MessageId("ab@example.net"), new MessageId("x".repeat(994)));
        assertThat(find(database, wanted))
                .isEqualTo(Map.of(plain, List.of(one), longest, List.of(one), odd, List.of(one)));
        assertThat(find(database, List.of())).isEmpty();
    }

    @DatabaseTest
    void anIdUsedTwiceNamesBothTicketsTheLatestFirst(Database database) {
        TicketId one = ticket(database);
        TicketId two = ticket(database);
        MessageId id = new MessageId("twice@example.net");
        add(database, id, one);
        add(database, id, two);
        add(database, id, two);
        assertThat(find(database, List.of(id))).isEqualTo(Map.of(id, List.of(two, one)));
    }

    @DatabaseTest
    void mailsGoAlongToAnotherTicketAllOrSome(Database database) {
        TicketId one = ticket(database);
        TicketId two = ticket(database);
        TicketId three = ticket(database);
        MessageId first = new MessageId("first@example.net");
        MessageId second = new MessageId("second@example.net");
        add(database, first, one);
        add(database, second, one);
        add(database, second, three);
        database.change(t -> threads.move(t, one, List.of(second, new MessageId("other@example.net")), two));
        assertThat(find(database, List.of(first, second)))
                .isEqualTo(Map.of(first, List.of(one), second, List.of(three, two)));
        database.change(t -> threads.moveAll(t, one, two));
        assertThat(find(database, List.of(first, second)))
                .isEqualTo(Map.of(first, List.of(two), second, List.of(three, two)));
    }

    private void add(Database database, MessageId id, TicketId ticket) {
        database.change(t -> threads.add(t, id, ticket, Origin.RECEIVED));
    }

    private Map<MessageId, List<TicketId>> find(Database database, List<MessageId> wanted) {
        return database.read(t -> threads.ticketsOf(t, wanted));
    }

    private TicketId ticket(Database database) {
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.empty());
        GroupId frontLine = new GroupId(new DepartmentId("support"), "front-line");
        NewTicket wanted = new NewTicket("SUP", frontLine, matter, By.unknown(), Instant.EPOCH);
        return database.<Ticket>write(t -> tickets.open(t, wanted)).id();
    }
}
