package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.ticket.Tickets.OPENED;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
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
import org.postroom.storage.Transaction;

/** Lists of tickets made at random, compared with what sorting and filtering them all gives. */
@OnBothDatabases
class TicketPagingTest {
    private static final int TICKETS = 800;
    private static final int LISTS = 25;
    private static final List<String> SUBJECTS = List.of("printer", "printing", "Print", "fire", "water");
    private static final List<AgentId> AGENTS =
            Stream.of("anna", "ben", "emma").map(AgentId::new).toList();
    /** More groups and states than fit into one statement. */
    private static final List<GroupId> PLACES = Stream.of("billing", "hr", "sales", "support")
            .map(DepartmentId::new)
            .flatMap(department -> IntStream.range(0, 8).mapToObj(number -> new GroupId(department, "group" + number)))
            .toList();

    private static final List<Whose> WHOSE = Stream.concat(
                    AGENTS.stream().<Whose>map(Whose.Of::new), Stream.of(new Whose.Nobody(), new Whose.Anyone()))
            .toList();
    private static final List<Optional<ProductId>> PRODUCTS =
            List.of(Optional.empty(), Optional.of(new ProductId("printer")), Optional.of(new ProductId("shop")));
    private static final List<DepartmentId> PARTNERS =
            Stream.of("legal", "compliance", "press").map(DepartmentId::new).toList();

    private final long seed = System.nanoTime();
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    private final TicketStore tickets = TicketStore.jdbi(new Ids(InstantSource.system(), 1));

    @DatabaseTest
    void pagesPutTogetherAreTheWholeList(Database database) {
        // With words that count as rare, and with words none of which does
        compare(database, PLACES, List.of(5_000, 0));
    }

    @DatabaseTest
    void aLongListIsReadWithoutGaps(Database database) {
        compare(database, PLACES.subList(0, 1), List.of(0));
    }

    private void compare(Database database, List<GroupId> places, List<Integer> fews) {
        List<Ticket> all = fill(database, places);
        for (int few : fews) {
            TicketLists lists = new JdbiTicketListStore(few);
            for (int i = 0; i < LISTS; i++) {
                Wanted wanted = wanted(places);
                List<Ticket> expected = expected(all, wanted);
                String what = "seed " + seed + ", few " + few + ", " + wanted;
                assertThat(pages(database, lists, wanted)).as(what).isEqualTo(expected);
                int cap = 1 + random.nextInt(2 * TICKETS);
                assertThat(database.<Integer>read(t -> lists.count(t, wanted.reach(), wanted.filter(), cap)))
                        .as(what)
                        .isEqualTo(Math.min(cap, expected.size()));
            }
        }
    }

    @DatabaseTest
    void showsNothingTwiceWhileTicketsChangeBetweenPages(Database database) {
        List<Ticket> all = fill(database, PLACES);
        Reach everything = Reach.own(
                PLACES.stream().map(GroupId::department).collect(Collectors.toSet()), Set.of(), AGENTS.getFirst());
        for (TicketOrder order : List.of(TicketOrder.CHANGED_LATEST, TicketOrder.OPENED_LATEST)) {
            Set<TicketId> touched = new HashSet<>();
            List<TicketId> shown = new ArrayList<>();
            Optional<Cursor> after = Optional.empty();
            do {
                TicketSlice slice = slice(
                        database,
                        new JdbiTicketListStore(5_000),
                        new Wanted(everything, TicketFilter.ALL, order, 37),
                        after);
                slice.rows().forEach(row -> shown.add(row.ticket().id()));
                after = slice.next();
                IntStream.range(0, 20).forEach(_ -> touched.add(touchOne(database, all)));
                database.<Ticket>write(t -> open(t, one(PLACES)));
            } while (after.isPresent());
            assertThat(shown).as("seed " + seed).doesNotHaveDuplicates();
            assertThat(shown)
                    .as("seed " + seed)
                    .containsAll(all.stream()
                            .filter(ticket -> TicketState.living().contains(ticket.state()))
                            .map(Ticket::id)
                            .filter(id -> !touched.contains(id))
                            .toList());
        }
    }

    private record Wanted(Reach reach, TicketFilter filter, TicketOrder order, int rows) {}

    private Wanted wanted(List<GroupId> places) {
        Reach own = Reach.own(
                some(places, 2).stream().map(GroupId::department).collect(Collectors.toSet()),
                new HashSet<>(some(places, 6)),
                one(AGENTS));
        Reach reach = random.nextInt(4) == 0 ? Reach.shared(Set.copyOf(some(PARTNERS, 2))) : own;
        TicketFilter filter = new TicketFilter(
                Set.copyOf(some(List.of(TicketState.values()), 3)),
                Set.copyOf(some(WHOSE, 2)),
                random.nextBoolean() ? "" : String.join(" ", some(List.of("prin", "PRINTER", "cust", "fire", "1"), 2)),
                conditions(places));
        return new Wanted(reach, filter, one(List.of(TicketOrder.values())), 1 + random.nextInt(60));
    }

    private List<Condition> conditions(List<GroupId> places) {
        Instant at = OPENED.plusSeconds(random.nextInt(40));
        Condition.Side side = one(List.of(Condition.Side.values()));
        List<Condition> all = List.of(
                new Condition.InDepartments(
                        some(places, 2).stream().map(GroupId::department).collect(Collectors.toSet())),
                new Condition.InGroups(Set.copyOf(some(places, 3))),
                new Condition.About(Set.copyOf(some(PRODUCTS, 2))),
                new Condition.Prioritised(Set.copyOf(some(List.of(Priority.values()), 3))),
                new Condition.SharedWith(Set.copyOf(some(PARTNERS, 2))),
                new Condition.SharedOn(),
                new Condition.Opened(side, at),
                new Condition.Changed(side, at));
        return some(all, 2);
    }

    /** What the list must be, worked out in the plainest way. */
    private static List<Ticket> expected(List<Ticket> all, Wanted wanted) {
        Comparator<Ticket> earliest = Comparator.comparing(wanted.order()::timeOf)
                .thenComparingLong(ticket -> ticket.id().value());
        return all.stream()
                .filter(ticket -> wanted.reach().contains(ticket.place()))
                .filter(ticket -> passes(ticket, wanted.filter()))
                .sorted(wanted.order().latestFirst() ? earliest.reversed() : earliest)
                .toList();
    }

    private static boolean passes(Ticket ticket, TicketFilter filter) {
        return (filter.states().isEmpty() ? TicketState.living() : filter.states()).contains(ticket.state())
                && (filter.whose().isEmpty() || filter.whose().contains(whose(ticket)))
                && filter.conditions().stream().allMatch(condition -> holds(ticket, condition))
                && TicketWords.wanted(filter).stream()
                        .allMatch(beginning ->
                                TicketWords.of(ticket).stream().anyMatch(word -> word.startsWith(beginning)));
    }

    private static Whose whose(Ticket ticket) {
        return ticket.assignee().<Whose>map(Whose.Of::new).orElseGet(Whose.Nobody::new);
    }

    private static boolean holds(Ticket ticket, Condition condition) {
        return switch (condition) {
            case Condition.Nothing() -> false;
            case Condition.InDepartments(Set<DepartmentId> any) -> any.contains(ticket.department());
            case Condition.InGroups(Set<GroupId> any) -> any.contains(ticket.group());
            case Condition.About(Set<Optional<ProductId>> any) -> any.contains(ticket.product());
            case Condition.Prioritised(Set<Priority> any) -> any.contains(ticket.priority());
            case Condition.SharedWith(Set<DepartmentId> any) ->
                any.stream()
                        .anyMatch(
                                department -> ticket.sharing().with(department).isPresent());
            case Condition.SharedOn() -> !ticket.sharing().levels().isEmpty();
            case Condition.Opened(Condition.Side side, Instant at) ->
                (side == Condition.Side.BEFORE) == ticket.times().opened().isBefore(at);
            case Condition.Changed(Condition.Side side, Instant at) ->
                (side == Condition.Side.BEFORE) == ticket.times().changed().isBefore(at);
        };
    }

    private List<Ticket> pages(Database database, TicketLists lists, Wanted wanted) {
        List<Ticket> shown = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            TicketSlice slice = slice(database, lists, wanted, after);
            slice.rows().forEach(row -> shown.add(row.ticket()));
            after = slice.next().map(Cursor::text).flatMap(text -> Cursor.parse(text, wanted.order()));
        } while (after.isPresent());
        return shown;
    }

    private static TicketSlice slice(Database database, TicketLists lists, Wanted wanted, Optional<Cursor> after) {
        return database.read(t -> lists.slice(
                t, wanted.reach(), AGENTS.getFirst(), wanted.filter(), wanted.order(), after, wanted.rows()));
    }

    private List<Ticket> fill(Database database, List<GroupId> places) {
        return database.write(transaction -> IntStream.range(0, TICKETS)
                .mapToObj(_ -> open(transaction, one(places)))
                .toList());
    }

    /** Few different times, so that many tickets share one. */
    private Ticket open(Transaction transaction, GroupId place) {
        NamedAddress who =
                new NamedAddress("Customer", EmailAddress.of("customer" + random.nextInt(20) + "@example.net"));
        Ticket.Matter matter = new Ticket.Matter(one(SUBJECTS) + " " + one(SUBJECTS), Optional.of(who));
        Instant at = OPENED.plusSeconds(random.nextInt(30));
        Ticket opened = tickets.open(transaction, new NewTicket("SUP", place, matter, By.customer(who.address()), at));
        Optional<AgentId> agent = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(one(AGENTS));
        Instant changed = at.plusSeconds(random.nextInt(10));
        Ticket shared = tickets.update(
                transaction,
                opened.moved(one(List.of(TicketState.values())), changed)
                        .givenTo(agent, changed)
                        .about(one(PRODUCTS), changed)
                        .prioritised(one(List.of(Priority.values())), changed)
                        .shared(sharing(), changed));
        tickets.share(transaction, shared);
        return shared;
    }

    private Sharing sharing() {
        Sharing sharing = Sharing.none();
        for (DepartmentId partner : some(PARTNERS, 2)) {
            sharing = sharing.and(partner, SharingLevel.FULL);
        }
        return sharing;
    }

    private TicketId touchOne(Database database, List<Ticket> all) {
        TicketId id = one(all).id();
        Instant now = OPENED.plusSeconds(100 + random.nextInt(1000));
        TicketState state = one(List.copyOf(TicketState.living()));
        database.<Ticket>write(t -> tickets.update(
                t, tickets.lock(t, id).orElseThrow().moved(state, now).givenTo(Optional.of(one(AGENTS)), now)));
        return id;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private <T> List<T> some(List<T> list, int most) {
        return random.ints(random.nextInt(most + 1), 0, list.size())
                .distinct()
                .mapToObj(list::get)
                .toList();
    }
}
