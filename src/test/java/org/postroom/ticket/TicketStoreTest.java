package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.ticket.Tickets.ANNA;
import static org.postroom.ticket.Tickets.CARLA;
import static org.postroom.ticket.Tickets.FRONT_LINE;
import static org.postroom.ticket.Tickets.OPENED;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.ProductId;
import org.postroom.agent.Reach;
import org.postroom.agent.Sharing;
import org.postroom.agent.SharingLevel;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class TicketStoreTest {
    private static final Instant LATER = OPENED.plus(Duration.ofHours(2));

    private final TicketStore tickets = TicketStore.jdbi(new Ids(InstantSource.system(), 1));

    @DatabaseTest
    void storesATicketAndFindsItByIdAndNumber(Database database) {
        Ticket ticket = open(database, wanted("SUP"));
        assertThat(ticket.number()).hasToString("SUP-1001");
        assertThat(ticket.state()).isEqualTo(TicketState.ACTIVE);
        assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, ticket.id())))
                .contains(ticket);
        assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, ticket.number())))
                .contains(ticket);
        assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, new TicketNumber("SUP", 9))))
                .isEmpty();
        assertThat(database.<Optional<Ticket>>write(t -> tickets.lock(t, ticket.id())))
                .contains(ticket);
    }

    @DatabaseTest
    void storesWithWhomATicketIsShared(Database database) {
        Ticket ticket = open(database, wanted("SUP"));
        Sharing sharing = Sharing.none()
                .and(new DepartmentId("security"), SharingLevel.FULL)
                .and(new DepartmentId("compliance"), SharingLevel.READ_ONLY);
        database.change(t -> tickets.share(t, ticket.shared(sharing, LATER)));
        assertThat(database.<Sharing>read(
                        t -> tickets.find(t, ticket.id()).orElseThrow().sharing()))
                .isEqualTo(sharing);
        Sharing less = sharing.without(new DepartmentId("security"));
        database.change(t -> tickets.share(t, ticket.shared(less, LATER)));
        assertThat(database.<Sharing>write(
                        t -> tickets.lock(t, ticket.id()).orElseThrow().sharing()))
                .isEqualTo(less);
    }

    @DatabaseTest
    void storesWhateverStandsInASubjectOrName(Database database) {
        NamedAddress odd = new NamedAddress("n".repeat(499) + "\ud83d\ude00 O'Brien; DROP", CARLA.address());
        for (String subject :
                List.of("", "\ud83d\ude00 'quoted' \\ %s", "s".repeat(999) + "\ud83d\ude00", "ß".repeat(5000))) {
            Ticket.Matter matter = new Ticket.Matter(subject, Optional.of(odd));
            Ticket ticket = open(database, new NewTicket("SUP", FRONT_LINE, matter, By.unknown(), OPENED));
            assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, ticket.id())))
                    .contains(ticket);
            assertThat(subject).startsWith(ticket.subject());
        }
    }

    @DatabaseTest
    void opensATicketForAMailWithoutAnAddress(Database database) {
        Ticket.Matter matter = new Ticket.Matter("?", Optional.empty());
        Ticket ticket = open(database, new NewTicket("SUP", FRONT_LINE, matter, By.unknown(), OPENED));
        assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, ticket.id())))
                .contains(ticket);
        assertThat(participants(database, ticket)).isEmpty();
    }

    @DatabaseTest
    void itIsSaidOfATicketWhoseItIs(Database database) {
        Ticket.Matter matter = new Ticket.Matter("Broken printer", Optional.empty());
        Ticket ticket = open(database, new NewTicket("SUP", FRONT_LINE, matter, By.unknown(), OPENED));
        add(database, ticket, cc("eva@example.net"));
        add(database, ticket, cc(CARLA.address().value()));
        Ticket named = ticket.ofCustomer(CARLA, LATER);
        database.change(t -> tickets.nameCustomer(t, named));
        database.change(t -> tickets.update(t, named));
        Ticket stored = database.<Ticket>read(t -> tickets.find(t, ticket.id()).orElseThrow());
        assertThat(stored).isEqualTo(named.withVersion(2));
        assertThat(participants(database, ticket))
                .containsExactly(new Participant(CARLA, Participant.Role.CUSTOMER, LATER), cc("eva@example.net"));
        assertThat(found(database, "carla@example.net")).containsExactly(ticket.id());
        assertThat(found(database, "broken")).containsExactly(ticket.id());
    }

    private static List<TicketId> found(Database database, String text) {
        TicketFilter filter = new TicketFilter(Set.of(), new Whose.Anyone(), text);
        Reach reach = new Reach(true, Set.of(), Set.of(), Optional.of(ANNA), Set.of());
        TicketSlice slice = database.read(t ->
                TicketLists.jdbi().slice(t, reach, ANNA, filter, TicketOrder.CHANGED_LATEST, Optional.empty(), 10));
        return slice.rows().stream().map(row -> row.ticket().id()).toList();
    }

    @DatabaseTest
    void opensATicketAboutAProductAndTakesItOff(Database database) {
        Ticket.Matter matter = new Ticket.Matter("?", Optional.empty(), Optional.of(new ProductId("printer")));
        Ticket ticket = open(database, new NewTicket("SUP", FRONT_LINE, matter, By.unknown(), OPENED));
        assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, ticket.id())))
                .contains(ticket);
        Ticket about = database.write(t -> tickets.update(t, ticket.about(Optional.empty(), LATER)));
        assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, ticket.id())))
                .contains(about);
        assertThat(about.product()).isEmpty();
    }

    @DatabaseTest
    void keepsEachPriority(Database database) {
        Ticket ticket = open(database, wanted("SUP"));
        assertThat(ticket.priority()).isEqualTo(Priority.NORMAL);
        for (Priority priority : Priority.values()) {
            Ticket before = database.<Optional<Ticket>>read(t -> tickets.find(t, ticket.id()))
                    .orElseThrow();
            database.<Ticket>write(t -> tickets.update(t, before.prioritised(priority, LATER)));
            assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, ticket.id())))
                    .map(Ticket::priority)
                    .contains(priority);
        }
    }

    @DatabaseTest
    void countsEachPrefixByItself(Database database) {
        assertThat(List.of("SUP", "BIL", "SUP", "SUP", "BIL"))
                .map(prefix -> open(database, wanted(prefix)).number().toString())
                .containsExactly("SUP-1001", "BIL-1001", "SUP-1002", "SUP-1003", "BIL-1002");
    }

    @DatabaseTest
    void numbersAreExactWhenManyOpenAtOnce(Database database) throws Exception {
        int threads = 8;
        int each = 12;
        List<Long> numbers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Callable<List<Long>> work = () -> LongStream.range(0, each)
                    .map(i -> open(database, wanted("SUP")).number().number())
                    .boxed()
                    .toList();
            List<Future<List<Long>>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(work));
            }
            for (Future<List<Long>> result : results) {
                numbers.addAll(result.get());
            }
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(1001, 1001 + threads * each).boxed().toList());
    }

    @DatabaseTest
    void aNumberNotCommittedIsGivenAgain(Database database) {
        assertThatThrownBy(() -> database.write(t -> {
                    tickets.open(t, wanted("SUP"));
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(open(database, wanted("SUP")).number()).hasToString("SUP-1001");
    }

    @DatabaseTest
    void updatesWhatChangesInATicketsLife(Database database) {
        Ticket ticket = open(database, wanted("SUP"));
        Ticket moved = ticket.givenTo(Optional.of(ANNA), LATER)
                .about(Optional.of(new ProductId("printer")), LATER)
                .prioritised(Priority.URGENT, LATER)
                .moved(TicketState.CLOSED, LATER);
        Ticket stored = database.write(t -> tickets.update(t, moved));
        assertThat(stored).isEqualTo(moved.withVersion(2));
        assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, ticket.id())))
                .contains(stored);
    }

    @DatabaseTest
    void whoChangesWhatAnotherChangedSinceIsRefused(Database database) {
        Ticket seen = open(database, wanted("SUP"));
        database.<Ticket>write(t -> tickets.update(t, seen.moved(TicketState.WAITING, LATER)));
        assertThatThrownBy(() -> database.<Ticket>write(t -> tickets.update(t, seen.moved(TicketState.CLOSED, LATER))))
                .isInstanceOf(StaleTicketException.class)
                .hasMessageContaining("SUP-1001");
        assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, seen.id())))
                .map(Ticket::state)
                .contains(TicketState.WAITING);
    }

    @DatabaseTest
    void theCustomerTakesPartFirstAndAddressesOnlyOnce(Database database) {
        Ticket ticket = open(database, wanted("SUP"));
        Participant cc = cc("Dora@example.org");
        Participant second = cc("ali@example.org");
        assertThat(add(database, ticket, cc)).isTrue();
        assertThat(add(database, ticket, second)).isTrue();
        assertThat(add(database, ticket, cc("dora@EXAMPLE.org"))).isFalse();
        assertThat(add(database, ticket, cc("CARLA@example.net"))).isFalse();
        assertThat(participants(database, ticket))
                .containsExactly(new Participant(CARLA, Participant.Role.CUSTOMER, OPENED), cc, second);
    }

    @DatabaseTest
    void linksTicketsInBothDirectionsOnce(Database database) {
        Ticket one = open(database, wanted("SUP"));
        Ticket other = open(database, wanted("SUP"));
        for (int i = 0; i < 2; i++) {
            database.change(t -> tickets.relate(t, one.id(), other.id(), "same number", LATER));
        }
        database.change(t -> tickets.relate(t, one.id(), one.id(), "itself", LATER));
        assertThat(database.<List<TicketStore.Related>>read(t -> tickets.related(t, one.id())))
                .containsExactly(new TicketStore.Related(other.id(), "same number", LATER));
        assertThat(database.<List<TicketStore.Related>>read(t -> tickets.related(t, other.id())))
                .containsExactly(new TicketStore.Related(one.id(), "same number", LATER));
    }

    @DatabaseTest
    void mergedTicketsLeadToTheLastOfTheirChain(Database database) {
        Ticket one = open(database, wanted("SUP"));
        Ticket two = open(database, wanted("SUP"));
        Ticket three = open(database, wanted("SUP"));
        database.change(t -> tickets.merge(t, one.id(), two.id()));
        database.change(t -> tickets.merge(t, two.id(), three.id()));
        assertThat(List.of(one, two, three)).allSatisfy(ticket -> {
            assertThat(database.<Optional<Ticket>>read(t -> tickets.survivor(t, ticket.id())))
                    .contains(three);
            assertThat(database.<Optional<Ticket>>write(t -> tickets.lockSurvivor(t, ticket.id())))
                    .contains(three);
        });
        assertThat(database.<List<TicketId>>read(t -> tickets.mergedInto(t, three.id())))
                .containsExactly(one.id(), two.id());
        assertThat(database.<Optional<Ticket>>read(t -> tickets.survivor(t, new TicketId(4711))))
                .isEmpty();
    }

    @DatabaseTest
    void somebodyIsTakenOutOfOneTicketAlone(Database database) {
        Ticket one = open(database, wanted("SUP"));
        Ticket two = open(database, wanted("SUP"));
        add(database, one, cc("dora@example.org"));
        add(database, two, cc("dora@example.org"));
        EmailAddress dora = EmailAddress.of("Dora@example.org");
        assertThat(database.<Boolean>write(t -> tickets.removeParticipant(t, one.id(), dora)))
                .isTrue();
        assertThat(database.<Boolean>write(t -> tickets.removeParticipant(t, one.id(), dora)))
                .isFalse();
        assertThat(participants(database, one)).hasSize(1);
        assertThat(participants(database, two)).hasSize(2);
    }

    @DatabaseTest
    void takesTheLinkBetweenTwoTicketsOffAndNoOther(Database database) {
        Ticket one = open(database, wanted("SUP"));
        Ticket other = open(database, wanted("SUP"));
        Ticket third = open(database, wanted("SUP"));
        database.change(t -> tickets.relate(t, one.id(), other.id(), "same number", LATER));
        database.change(t -> tickets.relate(t, third.id(), one.id(), "same number", LATER));
        for (int i = 0; i < 2; i++) {
            database.change(t -> tickets.unrelate(t, other.id(), one.id()));
        }
        assertThat(database.<List<TicketStore.Related>>read(t -> tickets.related(t, one.id())))
                .containsExactly(new TicketStore.Related(third.id(), "same number", LATER));
        assertThat(database.<List<TicketStore.Related>>read(t -> tickets.related(t, other.id())))
                .isEmpty();
    }

    private static NewTicket wanted(String prefix) {
        Ticket.Matter matter = new Ticket.Matter("The printer is on fire", Optional.of(CARLA));
        return new NewTicket(prefix, FRONT_LINE, matter, By.customer(CARLA.address()), OPENED);
    }

    private Ticket open(Database database, NewTicket wanted) {
        return database.write(t -> tickets.open(t, wanted));
    }

    private boolean add(Database database, Ticket ticket, Participant participant) {
        return database.write(t -> tickets.addParticipant(t, ticket.id(), participant));
    }

    private List<Participant> participants(Database database, Ticket ticket) {
        return database.read(t -> tickets.participants(t, ticket.id()));
    }

    private static Participant cc(String address) {
        return new Participant(NamedAddress.of(EmailAddress.of(address)), Participant.Role.CC, LATER);
    }
}
