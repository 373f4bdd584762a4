package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.postroom.ticket.Tickets.ANNA;
import static org.postroom.ticket.Tickets.BEN;
import static org.postroom.ticket.Tickets.CARLA;
import static org.postroom.ticket.Tickets.OPENED;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

@OnBothDatabases
class TicketListsTest {
    private static final DepartmentId SUPPORT = new DepartmentId("support");
    private static final DepartmentId SALES = new DepartmentId("sales");
    private static final GroupId FRONT = new GroupId(SUPPORT, "front-line");
    private static final GroupId BACK = new GroupId(SUPPORT, "back-office");
    private static final GroupId OFFERS = new GroupId(SALES, "offers");
    private static final Reach ALL = Reach.own(Set.of(SUPPORT, SALES), Set.of(), ANNA);

    private final Ids ids = new Ids(InstantSource.system(), 1);
    private final TicketStore tickets = TicketStore.jdbi(ids);
    private final ArticleStore articles = ArticleStore.jdbi(ids);
    private final TicketLists lists = TicketLists.jdbi();
    private int minutes;

    @DatabaseTest
    void showsWhatIsWithinReachAndNothingElse(Database database) {
        Ticket front = open(database, FRONT, "front");
        Ticket back = open(database, BACK, "back");
        Ticket offer = open(database, OFFERS, "offer");
        Ticket own = give(database, open(database, OFFERS, "own"), ANNA);
        give(database, open(database, OFFERS, "another's"), BEN);
        assertThat(shown(database, Reach.own(Set.of(), Set.of(), ANNA), TicketFilter.ALL))
                .containsExactly(own);
        assertThat(shown(database, Reach.own(Set.of(SUPPORT), Set.of(), ANNA), TicketFilter.ALL))
                .containsExactly(own, back, front);
        assertThat(shown(database, Reach.own(Set.of(), Set.of(FRONT), BEN), TicketFilter.ALL))
                .hasSize(2)
                .contains(front);
        assertThat(shown(database, ALL, TicketFilter.ALL)).hasSize(5).contains(offer);
        assertThat(shown(database, Reach.own(Set.of(), Set.of(), new AgentId("nobody")), TicketFilter.ALL))
                .isEmpty();
    }

    @DatabaseTest
    void narrowsByDepartmentGroupStateAndAssignee(Database database) {
        Ticket front = open(database, FRONT, "front");
        Ticket closed = move(database, open(database, FRONT, "closed"), TicketState.CLOSED);
        Ticket back = open(database, BACK, "back");
        Ticket own = give(database, open(database, OFFERS, "own"), ANNA);
        assertThat(shown(database, ALL, filter(Optional.of(SALES), Optional.empty(), Set.of(), new Whose.Anyone())))
                .containsExactly(own);
        assertThat(shown(database, ALL, filter(Optional.empty(), Optional.of(FRONT), Set.of(), new Whose.Anyone())))
                .containsExactly(closed, front);
        assertThat(shown(database, ALL, states(EnumSet.of(TicketState.CLOSED, TicketState.LOCKED))))
                .containsExactly(closed);
        assertThat(shown(database, ALL, whose(new Whose.Nobody()))).containsExactly(back, closed, front);
        assertThat(shown(database, ALL, whose(new Whose.Of(ANNA)))).containsExactly(own);
        assertThat(shown(database, ALL, whose(new Whose.Of(BEN)))).isEmpty();
    }

    @DatabaseTest
    void aFilterNeverShowsMoreThanTheReach(Database database) {
        open(database, OFFERS, "offer");
        give(database, open(database, OFFERS, "another's"), BEN);
        Reach reach = Reach.own(Set.of(SUPPORT), Set.of(), ANNA);
        for (Whose whose : List.of(new Whose.Anyone(), new Whose.Nobody(), new Whose.Of(BEN), new Whose.Of(ANNA))) {
            TicketFilter filter = filter(Optional.of(SALES), Optional.of(OFFERS), Set.of(), whose);
            assertThat(shown(database, reach, filter)).isEmpty();
            assertThat(count(database, reach, filter, 10)).isZero();
        }
        assertThat(shown(database, reach, text("offer"))).isEmpty();
    }

    @DatabaseTest
    void findsByNumberSubjectNameAndAddress(Database database) {
        Ticket ticket = open(database, FRONT, "The PRINTER prints; Grüße");
        open(database, FRONT, "Something else", new NamedAddress("Dora", EmailAddress.of("dora@example.org")));
        for (String text : List.of(
                "sup-1001",
                "[SUP-1001]",
                "1001",
                "print",
                "printer prints",
                "GRÜSSE".replace("SS", "ß"),
                "kunde",
                "CARLA@example",
                "carla@example.net",
                "carla print sup-1001")) {
            assertThat(shown(database, ALL, text(text))).as(text).containsExactly(ticket);
        }
        for (String text : List.of("rinter", "printer dora", "anna", "sup-1003", "zzz")) {
            assertThat(shown(database, ALL, text(text))).as(text).isEmpty();
        }
    }

    @DatabaseTest
    void takesNoTextForAnythingButText(Database database) {
        Ticket ticket = open(database, FRONT, "100% _under_ 'quoted' \\ \ud83d\ude00 ${x}");
        assertThat(shown(database, ALL, text("100% 'quoted' _under ${x"))).containsExactly(ticket);
        for (String text : List.of("' OR '1'='1", "a%", "nder_' --", "\u0000z", "%y", "\\' or id > 0")) {
            assertThat(shown(database, ALL, text(text))).as(text).isEmpty();
        }
    }

    @DatabaseTest
    void followsATicketThatMovesToAnotherGroup(Database database) {
        Ticket ticket = open(database, FRONT, "moves");
        Ticket moved =
                new Ticket(ticket.id(), ticket.number(), ticket.matter(), OFFERS, ticket.standing(), ticket.times(), 1);
        Ticket stored = database.write(t -> tickets.update(t, moved));
        assertThat(shown(database, Reach.own(Set.of(SALES), Set.of(), ANNA), TicketFilter.ALL))
                .containsExactly(stored);
        assertThat(shown(database, Reach.own(Set.of(SUPPORT), Set.of(), ANNA), TicketFilter.ALL))
                .isEmpty();
    }

    @DatabaseTest
    void tellsWhatTheViewerHasSeen(Database database) {
        Ticket seen = open(database, FRONT, "seen");
        Ticket never = open(database, FRONT, "never");
        Ticket since = open(database, FRONT, "changed since");
        SeenStore looks = SeenStore.jdbi();
        Instant look = OPENED.plus(Duration.ofDays(1));
        database.change(t -> {
            looks.seen(t, ANNA, seen.id(), look);
            looks.seen(t, ANNA, since.id(), OPENED);
            looks.seen(t, BEN, never.id(), look);
        });
        assertThat(slice(database, ALL, TicketFilter.ALL, Optional.empty(), 9).rows())
                .extracting(row -> row.ticket().subject(), TicketRow::seen, TicketRow::news)
                .containsExactly(
                        tuple("changed since", Optional.of(OPENED), true),
                        tuple("never", Optional.empty(), true),
                        tuple("seen", Optional.of(look), false));
    }

    @DatabaseTest
    void previewsWhatAPersonLastWrote(Database database) {
        Ticket ticket = open(database, FRONT, "preview");
        write(database, ticket, Article.Kind.CUSTOMER_MAIL, Article.Visibility.PUBLIC, "Help!\n\n> no\n");
        write(database, ticket, Article.Kind.COMMENT, Article.Visibility.INTERNAL, "Is  it\nthe fuse?\n");
        write(database, ticket, Article.Kind.AUTO_RESPONSE, Article.Visibility.PUBLIC, "We received your mail");
        write(database, ticket, Article.Kind.HELD_MAIL, Article.Visibility.INTERNAL, "held");
        Ticket without = open(database, FRONT, "none");
        assertThat(slice(database, ALL, TicketFilter.ALL, Optional.empty(), 9).rows())
                .extracting(row -> row.ticket().id(), TicketRow::preview)
                .containsExactly(tuple(without.id(), ""), tuple(ticket.id(), "Is it the fuse?"));
    }

    @DatabaseTest
    void theLastPageHasNoNext(Database database) {
        open(database, FRONT, "one");
        open(database, FRONT, "two");
        assertThat(slice(database, ALL, TicketFilter.ALL, Optional.empty(), 1).next())
                .isPresent();
        assertThat(slice(database, ALL, TicketFilter.ALL, Optional.empty(), 2).next())
                .isEmpty();
        assertThat(slice(database, Reach.own(Set.of(), Set.of(), BEN), TicketFilter.ALL, Optional.empty(), 2))
                .isEqualTo(new TicketSlice(List.of(), Optional.empty()));
    }

    @DatabaseTest
    void refusesACursorOfAnotherOrder(Database database) {
        Cursor other = new Cursor(TicketOrder.OPENED_EARLIEST, OPENED, new TicketId(1));
        assertThatThrownBy(() -> slice(database, ALL, TicketFilter.ALL, Optional.of(other), 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @DatabaseTest
    void listsSharedTicketsApartFromOwn(Database database) {
        DepartmentId hr = new DepartmentId("hr");
        Ticket once = share(database, open(database, FRONT, "broken printer"), SALES);
        Ticket twice = share(database, open(database, BACK, "broken chair"), SALES, hr);
        open(database, FRONT, "not shared");
        Ticket closed = share(database, move(database, open(database, FRONT, "done"), TicketState.CLOSED), hr);
        assertThat(shown(database, Reach.own(Set.of(SALES), Set.of(), BEN), TicketFilter.ALL))
                .isEmpty();
        assertThat(shown(database, Reach.shared(Set.of(SALES)), TicketFilter.ALL))
                .containsExactly(twice, once);
        Reach both = Reach.shared(Set.of(SALES, hr));
        assertThat(shown(database, both, TicketFilter.ALL)).containsExactly(closed, twice, once);
        assertThat(shown(database, both, states(Set.of(TicketState.ACTIVE)))).containsExactly(twice, once);
        assertThat(shown(database, both, text("printer"))).containsExactly(once);
        assertThat(shown(database, both, filter(Optional.of(SUPPORT), Optional.of(BACK), Set.of(), new Whose.Anyone())))
                .containsExactly(twice);
        assertThat(count(database, both, TicketFilter.ALL, 10)).isEqualTo(3);
        assertThat(slice(database, both, TicketFilter.ALL, Optional.empty(), 2).next())
                .isPresent();
        share(database, twice);
        assertThat(shown(database, both, TicketFilter.ALL)).containsExactly(closed, once);
    }

    private Ticket share(Database database, Ticket ticket, DepartmentId... with) {
        Sharing sharing = new Sharing(
                Arrays.stream(with).collect(Collectors.toMap(Function.identity(), _ -> SharingLevel.RESTRICTED)));
        Ticket shared = ticket.shared(sharing, ticket.times().changed());
        database.change(t -> tickets.share(t, shared));
        return shared;
    }

    @DatabaseTest
    void countsUpToTheCap(Database database) {
        for (int i = 0; i < 5; i++) {
            open(database, i % 2 == 0 ? FRONT : OFFERS, "prints printer " + i);
        }
        assertThat(List.of(4, 5, 6))
                .map(cap -> count(database, ALL, TicketFilter.ALL, cap))
                .containsExactly(4, 5, 5);
        assertThat(List.of(4, 5, 6))
                .map(cap -> count(database, ALL, text("print"), cap))
                .containsExactly(4, 5, 5);
        assertThat(count(database, ALL, text("3"), 9)).isEqualTo(1);
    }

    @DatabaseTest
    void countsActiveTicketsPerDepartment(Database database) {
        assertThat(database.<Map<DepartmentId, Integer>>read(lists::activePerDepartment))
                .isEmpty();
        open(database, FRONT, "one");
        open(database, BACK, "two");
        open(database, OFFERS, "three");
        move(database, open(database, OFFERS, "four"), TicketState.WAITING);
        move(database, open(database, new GroupId(new DepartmentId("hr"), "all"), "five"), TicketState.CLOSED);
        assertThat(database.<Map<DepartmentId, Integer>>read(lists::activePerDepartment))
                .isEqualTo(Map.of(SUPPORT, 2, SALES, 1));
    }

    @DatabaseTest
    void countsTicketsByDepartmentAndProduct(Database database) {
        ProductId printer = new ProductId("printer");
        about(database, open(database, FRONT, "one"), printer);
        about(database, open(database, BACK, "two"), printer);
        about(database, move(database, open(database, FRONT, "three"), TicketState.CLOSED), printer);
        about(database, move(database, open(database, OFFERS, "four"), TicketState.WAITING), printer);
        open(database, FRONT, "five");
        assertThat(database.<List<ProductCount>>read(lists::perProduct))
                .containsExactlyInAnyOrder(
                        new ProductCount(SUPPORT, Optional.empty(), 1, 1),
                        new ProductCount(SUPPORT, Optional.of(printer), 2, 3),
                        new ProductCount(SALES, Optional.of(printer), 0, 1));
        assertThat(List.of(1, 9))
                .map(cap -> database.<ProductCount>read(t -> lists.ofProduct(t, SUPPORT, printer, cap)))
                .containsExactly(
                        new ProductCount(SUPPORT, Optional.of(printer), 1, 1),
                        new ProductCount(SUPPORT, Optional.of(printer), 2, 3));
        assertThat(database.<ProductCount>read(t -> lists.ofProduct(t, SALES, new ProductId("none"), 9)))
                .isEqualTo(new ProductCount(SALES, Optional.of(new ProductId("none")), 0, 0));
    }

    @DatabaseTest
    void goesThroughTheTicketsOfADepartmentAndCountsThoseOfOthers(Database database) {
        Ticket one = open(database, FRONT, "one");
        Ticket other = open(database, OFFERS, "two");
        Ticket two = open(database, BACK, "three");
        Ticket three = open(database, FRONT, "four");
        assertThat(database.<List<Ticket>>read(t -> lists.ofDepartment(t, SUPPORT, Optional.empty(), 2)))
                .containsExactly(one, two);
        assertThat(database.<List<Ticket>>read(t -> lists.ofDepartment(t, SUPPORT, Optional.of(two.id()), 2)))
                .containsExactly(three);
        assertThat(database.<List<Ticket>>read(t -> lists.ofDepartment(t, SALES, Optional.empty(), 2)))
                .containsExactly(other);
        assertThat(database.<Map<DepartmentId, Long>>read(t -> lists.beside(t, Set.of(SALES))))
                .isEqualTo(Map.of(SUPPORT, 3L));
        assertThat(database.<Map<DepartmentId, Long>>read(t -> lists.beside(t, Set.of(SALES, SUPPORT))))
                .isEmpty();
        Ticket handed = database.write(t -> tickets.update(t, other.handedOver(FRONT, Optional.empty())));
        assertThat(handed.times()).isEqualTo(other.times());
        assertThat(database.<Map<DepartmentId, Long>>read(t -> lists.beside(t, Set.of(SUPPORT))))
                .as("a group that had tickets and has none")
                .isEmpty();
    }

    private void about(Database database, Ticket ticket, ProductId product) {
        database.change(t -> tickets.update(
                t, ticket.about(Optional.of(product), ticket.times().changed())));
    }

    private Ticket open(Database database, GroupId group, String subject) {
        return open(database, group, subject, CARLA);
    }

    private Ticket open(Database database, GroupId group, String subject, NamedAddress who) {
        Instant at = OPENED.plus(Duration.ofMinutes(minutes++ + 1));
        Ticket.Matter matter = new Ticket.Matter(subject, Optional.of(who));
        return database.write(
                t -> tickets.open(t, new NewTicket("SUP", group, matter, By.customer(who.address()), at)));
    }

    private Ticket give(Database database, Ticket ticket, AgentId agent) {
        return database.write(t -> tickets.update(
                t, ticket.givenTo(Optional.of(agent), ticket.times().changed())));
    }

    private Ticket move(Database database, Ticket ticket, TicketState state) {
        return database.write(
                t -> tickets.update(t, ticket.moved(state, ticket.times().changed())));
    }

    private void write(
            Database database, Ticket ticket, Article.Kind kind, Article.Visibility visibility, String text) {
        Article.Content content = new Article.Content(
                kind,
                visibility,
                By.agent(ANNA, Way.PAGE),
                Article.Addresses.NONE,
                "",
                Optional.empty(),
                text,
                Article.Source.NONE,
                List.of());
        database.<Article>write(t -> articles.add(t, ticket.id(), content, OPENED));
    }

    private List<Ticket> shown(Database database, Reach reach, TicketFilter filter) {
        return slice(database, reach, filter, Optional.empty(), 100).rows().stream()
                .map(TicketRow::ticket)
                .toList();
    }

    private TicketSlice slice(Database database, Reach reach, TicketFilter filter, Optional<Cursor> after, int most) {
        return database.read(t -> lists.slice(t, reach, ANNA, filter, TicketOrder.CHANGED_LATEST, after, most));
    }

    private int count(Database database, Reach reach, TicketFilter filter, int cap) {
        return database.read(t -> lists.count(t, reach, filter, cap));
    }

    private static TicketFilter states(Set<TicketState> states) {
        return filter(Optional.empty(), Optional.empty(), states, new Whose.Anyone());
    }

    private static TicketFilter whose(Whose whose) {
        return filter(Optional.empty(), Optional.empty(), Set.of(), whose);
    }

    private static TicketFilter text(String text) {
        return new TicketFilter(Set.of(), new Whose.Anyone(), text);
    }

    private static TicketFilter filter(
            Optional<DepartmentId> department, Optional<GroupId> group, Set<TicketState> states, Whose whose) {
        List<Condition> conditions = new ArrayList<>();
        department.ifPresent(id -> conditions.add(new Condition.InDepartments(Set.of(id))));
        group.ifPresent(id -> conditions.add(new Condition.InGroups(Set.of(id))));
        return new TicketFilter(states, Set.of(whose), "", conditions);
    }
}
