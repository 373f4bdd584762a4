package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.ticket.Tickets.ANNA;
import static org.postroom.ticket.Tickets.BEN;
import static org.postroom.ticket.Tickets.CARLA;
import static org.postroom.ticket.Tickets.FRONT_LINE;
import static org.postroom.ticket.Tickets.OPENED;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MailKind;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class TicketDeskTest {
    private static final Instant NOW = OPENED.plus(Duration.ofHours(3));
    private static final By BY_CARLA = By.customer(CARLA.address());
    private static final By BY_ANNA = By.agent(ANNA, Way.MAIL);

    private final Ids ids = new Ids(InstantSource.system(), 1);
    private final TicketStore tickets = TicketStore.jdbi(ids);
    private final HistoryStore history = HistoryStore.jdbi(ids);
    private final TicketDesk desk = new TicketDesk(tickets, history, InstantSource.fixed(NOW));

    @DatabaseTest
    void historyTellsWhoDidWhatWhenByWhichWay(Database database) {
        Ticket ticket = open(database);
        apply(database, ticket, new TicketEvent.Taken(BY_ANNA, ANNA));
        Optional<ArticleId> article = Optional.of(new ArticleId(99));
        database.<Transition>write(t -> desk.apply(t, ticket.id(), new TicketEvent.Answered(BY_ANNA), article));
        apply(database, ticket, new TicketEvent.AutomaticMailReceived(BY_CARLA, MailKind.AUTO_REPLY));
        apply(database, ticket, new TicketEvent.Closed(By.postroom(Way.TIMER)));

        List<HistoryLine> lines = lines(database, ticket);
        assertThat(database.<Long>read(t -> history.latest(t, ticket.id())))
                .isEqualTo(lines.getLast().id());
        assertThat(database.<Long>read(t -> history.latest(t, new TicketId(1)))).isZero();
        assertThat(lines)
                .extracting(HistoryLine::kind)
                .containsExactly("opened", "taken", "answered", "automatic-mail-received", "closed");
        assertThat(lines)
                .extracting(line -> line.by().actor().toString())
                .containsExactly("carla@example.net", "anna", "anna", "carla@example.net", "Postroom");
        assertThat(lines)
                .extracting(line -> line.by().way())
                .containsExactly(Way.MAIL, Way.MAIL, Way.MAIL, Way.MAIL, Way.TIMER);
        assertThat(lines).extracting(HistoryLine::at).containsExactly(OPENED, NOW, NOW, NOW, NOW);
        assertThat(lines)
                .extracting(HistoryLine::data)
                .containsExactly(
                        Map.of(),
                        Map.of("to", "anna"),
                        Map.of("state", "waiting"),
                        Map.of("mail", "auto-reply"),
                        Map.of("state", "closed"));
        assertThat(lines.get(2).article()).isEqualTo(article);
        assertThat(lines.get(3).detail()).isEqualTo("Automatic mail came: auto-reply");
    }

    @DatabaseTest
    void aRefusedEventWritesNothing(Database database) {
        Ticket ticket = open(database);
        Transition refused = apply(database, ticket, new TicketEvent.Reopened(BY_ANNA));
        assertThat(refused).isEqualTo(new Transition.Refused("Ticket SUP-1001 is not closed."));
        assertThat(lines(database, ticket)).hasSize(1);
        assertThat(stored(database, ticket)).isEqualTo(ticket);
    }

    @DatabaseTest
    void aNoteLeavesTheVersionSoThatNobodyIsDisturbed(Database database) {
        Ticket ticket = open(database);
        apply(database, ticket, new TicketEvent.AutoResponseSent(By.postroom(Way.MAIL), CARLA.address(), "received"));
        assertThat(stored(database, ticket)).isEqualTo(ticket);
        assertThat(lines(database, ticket)).hasSize(2);
    }

    @DatabaseTest
    void whoSawAnOlderTicketIsRefused(Database database) {
        Ticket seen = open(database);
        apply(database, seen, new TicketEvent.Taken(BY_ANNA, ANNA));
        TicketEvent close = new TicketEvent.Closed(By.agent(BEN, Way.PAGE));
        assertThatThrownBy(() -> database.<Transition>write(t -> desk.applyToSeen(t, seen, close, Optional.empty())))
                .isInstanceOf(StaleTicketException.class);
        Ticket fresh = stored(database, seen);
        assertThat(database.<Transition>write(t -> desk.applyToSeen(t, fresh, close, Optional.empty())))
                .isInstanceOf(Transition.Moved.class);
    }

    @DatabaseTest
    void ofManyWhoCloseAtOnceExactlyOneDoes(Database database) throws Exception {
        Ticket ticket = open(database);
        int threads = 8;
        List<Transition> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Transition>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(() -> apply(database, ticket, new TicketEvent.Closed(BY_ANNA))));
            }
            for (Future<Transition> result : results) {
                outcomes.add(result.get());
            }
        }
        assertThat(outcomes).filteredOn(Transition.Moved.class::isInstance).hasSize(1);
        assertThat(stored(database, ticket).version()).isEqualTo(2);
        assertThat(lines(database, ticket)).hasSize(2);
    }

    @DatabaseTest
    void anEventForATicketThatIsGoneIsRefused(Database database) {
        assertThat(database.<Transition>write(
                        t -> desk.apply(t, new TicketId(404), new TicketEvent.Commented(BY_ANNA))))
                .isEqualTo(new Transition.Refused("There is no such ticket."));
    }

    @DatabaseTest
    void notesParticipantsOnceAndLinksOnBothTickets(Database database) {
        Ticket one = open(database);
        Ticket other = open(database);
        Participant dora =
                new Participant(NamedAddress.of(EmailAddress.of("dora@example.org")), Participant.Role.CC, NOW);
        for (int i = 0; i < 2; i++) {
            boolean first = i == 0;
            assertThat(database.<Boolean>write(t -> desk.addParticipant(t, one.id(), dora, BY_CARLA)))
                    .isEqualTo(first);
        }
        database.change(t -> desk.relate(t, one, other, "A stranger wrote its number.", By.postroom(Way.MAIL)));
        assertThat(lines(database, one))
                .extracting(HistoryLine::kind)
                .containsExactly("opened", "participant-added", "marked-related");
        assertThat(lines(database, other).getLast().detail())
                .isEqualTo("Possibly related to SUP-1001: A stranger wrote its number.");
    }

    private Ticket open(Database database) {
        Ticket.Matter matter = new Ticket.Matter("The printer is on fire", Optional.of(CARLA));
        return database.write(t -> desk.open(t, new NewTicket("SUP", FRONT_LINE, matter, BY_CARLA, OPENED)));
    }

    private Transition apply(Database database, Ticket ticket, TicketEvent event) {
        return database.write(t -> desk.apply(t, ticket.id(), event));
    }

    private Ticket stored(Database database, Ticket ticket) {
        return database.<Optional<Ticket>>read(t -> tickets.find(t, ticket.id()))
                .orElseThrow();
    }

    private List<HistoryLine> lines(Database database, Ticket ticket) {
        return database.read(t -> history.history(t, ticket.id()));
    }
}
