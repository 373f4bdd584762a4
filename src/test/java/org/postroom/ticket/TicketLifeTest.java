package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.ticket.TicketState.ACTIVE;
import static org.postroom.ticket.TicketState.CLOSED;
import static org.postroom.ticket.TicketState.LOCKED;
import static org.postroom.ticket.TicketState.WAITING;
import static org.postroom.ticket.Tickets.ANNA;
import static org.postroom.ticket.Tickets.BEN;
import static org.postroom.ticket.Tickets.CARLA;
import static org.postroom.ticket.Tickets.OPENED;
import static org.postroom.ticket.Tickets.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.ProductId;
import org.postroom.agent.Sharing;
import org.postroom.agent.SharingLevel;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MailKind;
import org.postroom.mail.NamedAddress;

class TicketLifeTest {
    private static final Instant NOW = OPENED.plus(Duration.ofHours(5));
    private static final By BY_CARLA = By.customer(CARLA.address());
    private static final By BY_ANNA = By.agent(ANNA, Way.MAIL);
    private static final By BY_TIMER = By.postroom(Way.TIMER);
    private static final EmailAddress OTHER = EmailAddress.of("other@example.org");

    private static final GroupId OFFERS = new GroupId(new DepartmentId("sales"), "offers");

    private static final Map<String, TicketEvent> MOVES = Map.ofEntries(
            Map.entry("customer replies", new TicketEvent.CustomerReplied(BY_CARLA)),
            Map.entry("agent answers", new TicketEvent.Answered(BY_ANNA)),
            Map.entry("agent comments", new TicketEvent.Commented(BY_ANNA)),
            Map.entry("forwarded", new TicketEvent.Forwarded(BY_ANNA, BEN)),
            Map.entry("assigned", new TicketEvent.Assigned(BY_ANNA, BEN)),
            Map.entry("taken", new TicketEvent.Taken(BY_ANNA, ANNA)),
            Map.entry("transferred", new TicketEvent.Transferred(BY_ANNA, Tickets.FRONT_LINE, OFFERS)),
            Map.entry(
                    "handed over", new TicketEvent.HandedOver(BY_TIMER, Tickets.FRONT_LINE, OFFERS, Optional.empty())),
            Map.entry("shared", new TicketEvent.Shared(BY_ANNA, OFFERS.department(), SharingLevel.FULL)),
            Map.entry("priority", new TicketEvent.Prioritised(BY_ANNA, Priority.URGENT)),
            Map.entry("product", new TicketEvent.ProductChosen(BY_ANNA, Optional.of(new ProductId("printer")))),
            Map.entry("merged into", new TicketEvent.MergedInto(BY_ANNA, new TicketNumber("SUP", 7))),
            Map.entry("merged", new TicketEvent.Merged(BY_ANNA, new TicketNumber("SUP", 7), false)),
            Map.entry("merged, active", new TicketEvent.Merged(BY_ANNA, new TicketNumber("SUP", 7), true)),
            Map.entry("split off", new TicketEvent.SplitOff(BY_ANNA, new TicketNumber("SUP", 7))),
            Map.entry("split, active", new TicketEvent.SplitFrom(BY_ANNA, new TicketNumber("SUP", 7), true)),
            Map.entry("split", new TicketEvent.SplitFrom(BY_ANNA, new TicketNumber("SUP", 7), false)),
            Map.entry("customer named", new TicketEvent.CustomerNamed(BY_ANNA, NamedAddress.of(OTHER))),
            Map.entry("closed", new TicketEvent.Closed(BY_ANNA)),
            Map.entry("reopened", new TicketEvent.Reopened(BY_ANNA)),
            Map.entry("locked", new TicketEvent.Locked(BY_TIMER)),
            Map.entry("unlocked", new TicketEvent.Unlocked(BY_ANNA)),
            Map.entry(
                    "answer lost",
                    new TicketEvent.DeliveryFailed(BY_TIMER, CARLA.address(), true, "550 no such user")));

    /** Every event that is a note: it changes nothing in any state. */
    static List<TicketEvent> notes() {
        return List.of(
                new TicketEvent.ReplyRejected(BY_CARLA, "locked"),
                new TicketEvent.AutomaticMailReceived(BY_CARLA, MailKind.AUTO_REPLY),
                new TicketEvent.BounceReceived(By.unknown(), CARLA.address(), true, "5.1.1"),
                new TicketEvent.AutoResponseSent(BY_TIMER, CARLA.address(), "auto-response"),
                new TicketEvent.AutomaticMailSuppressed(BY_TIMER, CARLA.address(), "3 mails in 30 minutes"),
                new TicketEvent.DeliveryFailed(BY_TIMER, CARLA.address(), false, "a notice"),
                new TicketEvent.DeliveryFailed(BY_TIMER, OTHER, true, "somebody in cc"),
                new TicketEvent.DeliveryUncertain(BY_TIMER, CARLA.address(), "connection lost"),
                new TicketEvent.ParticipantAdded(BY_CARLA, OTHER, Participant.Role.CC),
                new TicketEvent.MailHeld(BY_TIMER, ANNA, "token expired"),
                new TicketEvent.MailReleased(BY_ANNA, ANNA),
                new TicketEvent.MailCancelled(BY_ANNA, ANNA),
                new TicketEvent.AnswersCrossed(BY_ANNA, BEN),
                new TicketEvent.LinksRevoked(BY_TIMER, 2),
                new TicketEvent.ParticipantRemoved(BY_ANNA, OTHER),
                new TicketEvent.Related(BY_ANNA, new TicketNumber("SUP", 1)),
                new TicketEvent.Unrelated(BY_ANNA, new TicketNumber("SUP", 1)),
                new TicketEvent.AnswerPlanned(BY_ANNA, NOW),
                new TicketEvent.AnswerTakenBack(BY_ANNA, ANNA),
                new TicketEvent.AnswerStayed(BY_TIMER, ANNA, "locked"),
                new TicketEvent.MarkedRelated(BY_TIMER, new TicketNumber("SUP", 1), "same number in subject"));
    }

    @ParameterizedTest
    @CsvSource({
        "customer replies, ACTIVE, ACTIVE, ACTIVE, refused",
        "agent answers, WAITING, WAITING, WAITING, refused",
        "agent comments, ACTIVE, WAITING, CLOSED, LOCKED",
        "forwarded, ACTIVE, WAITING, CLOSED, LOCKED",
        "assigned, ACTIVE, WAITING, CLOSED, refused",
        "taken, ACTIVE, WAITING, CLOSED, refused",
        "transferred, ACTIVE, WAITING, CLOSED, refused",
        "handed over, ACTIVE, WAITING, CLOSED, LOCKED",
        "shared, ACTIVE, WAITING, CLOSED, LOCKED",
        "product, ACTIVE, WAITING, CLOSED, refused",
        "customer named, refused, refused, refused, refused",
        "priority, ACTIVE, WAITING, CLOSED, refused",
        "merged into, MERGED, MERGED, MERGED, refused",
        "merged, ACTIVE, WAITING, CLOSED, refused",
        "'merged, active', ACTIVE, ACTIVE, ACTIVE, refused",
        "split off, ACTIVE, WAITING, CLOSED, refused",
        "'split, active', ACTIVE, ACTIVE, ACTIVE, ACTIVE",
        "split, WAITING, WAITING, WAITING, WAITING",
        "closed, CLOSED, CLOSED, refused, refused",
        "reopened, refused, refused, ACTIVE, refused",
        "locked, LOCKED, LOCKED, LOCKED, refused",
        "unlocked, refused, refused, refused, CLOSED",
        "answer lost, ACTIVE, ACTIVE, CLOSED, LOCKED"
    })
    void movesAsTheTableOfStatesSays(String event, String active, String waiting, String closed, String locked) {
        assertThat(outcome(ACTIVE, event)).isEqualTo(active);
        assertThat(outcome(WAITING, event)).isEqualTo(waiting);
        assertThat(outcome(CLOSED, event)).isEqualTo(closed);
        assertThat(outcome(LOCKED, event)).isEqualTo(locked);
    }

    @Test
    void nothingHappensToATicketThatIsPartOfAnotherButThatItsDepartmentIsGivenUp() {
        MOVES.forEach((name, event) -> assertThat(outcome(TicketState.MERGED, name))
                .isEqualTo(name.equals("handed over") ? "MERGED" : "refused"));
        notes().forEach(note ->
                assertThat(ticket(TicketState.MERGED).on(note, NOW)).isInstanceOf(Transition.Refused.class));
    }

    @Test
    void aMergedTicketIsSharedWithNobody() {
        TicketEvent shared = new TicketEvent.Shared(BY_ANNA, OFFERS.department(), SharingLevel.FULL);
        Ticket merged =
                after(after(ticket(WAITING), shared), new TicketEvent.MergedInto(BY_ANNA, new TicketNumber("SUP", 7)));
        assertThat(merged.sharing()).isEqualTo(Sharing.none());
        assertThat(merged.times().closed()).contains(NOW);
    }

    private static String outcome(TicketState before, String event) {
        TicketEvent moved = Objects.requireNonNull(MOVES.get(event), event);
        return switch (ticket(before).on(moved, NOW)) {
            case Transition.Moved(Ticket after) -> after.state().name();
            case Transition.Refused(String reason) -> {
                assertThat(reason).startsWith("Ticket SUP-1042 ").endsWith(".");
                yield "refused";
            }
        };
    }

    @ParameterizedTest
    @MethodSource("notes")
    void notesChangeNothingAndRestartNoClock(TicketEvent note) {
        Stream.of(ACTIVE, CLOSED, LOCKED)
                .forEach(state ->
                        assertThat(ticket(state).on(note, NOW)).isEqualTo(new Transition.Moved(ticket(state))));
    }

    @Test
    void isNobodysInItsNewGroupAndNotSharedWithItsNewDepartment() {
        TicketEvent shared = new TicketEvent.Shared(BY_ANNA, OFFERS.department(), SharingLevel.FULL);
        Ticket before = after(after(ticket(WAITING), new TicketEvent.Taken(BY_ANNA, ANNA)), shared);
        Ticket moved = after(before, new TicketEvent.Transferred(BY_ANNA, Tickets.FRONT_LINE, OFFERS));
        assertThat(moved.group()).isEqualTo(OFFERS);
        assertThat(moved.assignee()).isEmpty();
        assertThat(moved.sharing()).isEqualTo(Sharing.none());
        assertThat(moved.times().changed()).isEqualTo(NOW);
        assertThat(moved.on(new TicketEvent.Transferred(BY_ANNA, OFFERS, OFFERS), NOW))
                .isInstanceOf(Transition.Refused.class);
        assertThat(moved.on(shared, NOW)).isInstanceOf(Transition.Refused.class);
    }

    @Test
    void isSharedAtOneLevelWithEachDepartmentUntilItIsUnshared() {
        DepartmentId sales = OFFERS.department();
        Ticket full = after(ticket(ACTIVE), new TicketEvent.Shared(BY_ANNA, sales, SharingLevel.FULL));
        Ticket less = after(full, new TicketEvent.Shared(BY_ANNA, sales, SharingLevel.READ_ONLY));
        assertThat(less.sharing().levels()).isEqualTo(Map.of(sales, SharingLevel.READ_ONLY));
        assertThat(less.on(new TicketEvent.Shared(BY_ANNA, sales, SharingLevel.READ_ONLY), NOW))
                .isInstanceOf(Transition.Refused.class);
        Ticket unshared = after(less, new TicketEvent.Unshared(BY_ANNA, sales));
        assertThat(unshared.sharing()).isEqualTo(Sharing.none());
        assertThat(unshared.on(new TicketEvent.Unshared(BY_ANNA, sales), NOW)).isInstanceOf(Transition.Refused.class);
    }

    @Test
    void automaticMailReopensNothingThatAPersonsReplyWould() {
        TicketEvent robot = new TicketEvent.AutomaticMailReceived(BY_CARLA, MailKind.AUTO_REPLY);
        assertThat(after(ticket(CLOSED), robot).state()).isEqualTo(CLOSED);
        assertThat(after(ticket(CLOSED), new TicketEvent.CustomerReplied(BY_CARLA))
                        .state())
                .isEqualTo(ACTIVE);
    }

    @Test
    void reopensClosedTicketWhenCustomerReplies() {
        Ticket reopened = after(ticket(CLOSED), new TicketEvent.CustomerReplied(BY_CARLA));
        assertThat(reopened.times()).isEqualTo(new Ticket.Times(OPENED, NOW, Optional.empty()));
    }

    @Test
    void keepsTheTimeItWasClosedWhenLockedLater() {
        Ticket locked = after(ticket(CLOSED), new TicketEvent.Locked(BY_TIMER));
        assertThat(locked.times().closed()).contains(OPENED);
        assertThat(after(ticket(ACTIVE), new TicketEvent.Closed(BY_ANNA))
                        .times()
                        .closed())
                .contains(NOW);
    }

    @Test
    void answerToATicketWithoutACustomersAddressIsRefused() {
        Ticket ticket = ticket(ACTIVE);
        Ticket nobodys = new Ticket(
                ticket.id(),
                ticket.number(),
                new Ticket.Matter("?", Optional.empty()),
                ticket.group(),
                ticket.standing(),
                ticket.times(),
                1);
        assertThat(nobodys.on(new TicketEvent.Answered(BY_ANNA), NOW)).isInstanceOf(Transition.Refused.class);
    }

    @Test
    void assigningRemembersTheAgentAndRefusesTheSameAgain() {
        Ticket bens = after(ticket(ACTIVE), new TicketEvent.Assigned(BY_ANNA, BEN));
        assertThat(bens.assignee()).contains(BEN);
        assertThat(bens.on(new TicketEvent.Taken(By.agent(BEN, Way.MAIL), BEN), NOW))
                .isEqualTo(new Transition.Refused("Ticket SUP-1042 is ben's already."));
        assertThat(after(bens, new TicketEvent.Taken(BY_ANNA, ANNA)).assignee()).contains(ANNA);
        assertThat(after(bens, new TicketEvent.Unassigned(BY_ANNA)).assignee()).isEmpty();
        assertThat(ticket(ACTIVE).on(new TicketEvent.Unassigned(BY_ANNA), NOW)).isInstanceOf(Transition.Refused.class);
    }

    @ParameterizedTest
    @EnumSource(TicketState.class)
    void anOpenedTicketIsNotOpenedAgain(TicketState state) {
        assertThat(ticket(state).on(new TicketEvent.Opened(BY_CARLA), NOW)).isInstanceOf(Transition.Refused.class);
    }

    @Test
    void thisTestKnowsEveryEvent() {
        Set<Class<?>> tested = Stream.concat(MOVES.values().stream(), notes().stream())
                .map(Object::getClass)
                .collect(Collectors.toSet());
        Set<Class<?>> elsewhere =
                Set.of(TicketEvent.Opened.class, TicketEvent.Unassigned.class, TicketEvent.Unshared.class);
        assertThat(TicketEvent.class.getPermittedSubclasses())
                .allMatch(event -> tested.contains(event) || elsewhere.contains(event));
    }

    @Test
    void historyTellsEveryEventInASentence() {
        Stream.concat(MOVES.values().stream(), notes().stream())
                .map(EventWords::of)
                .forEach(words -> {
                    assertThat(words.kind()).matches("[a-z]+(-[a-z]+)*").hasSizeLessThanOrEqualTo(32);
                    assertThat(words.detail()).matches("[A-Zo].*\\S").doesNotContain("%", "Optional", "[");
                });
        assertThat(EventWords.of(new TicketEvent.CustomerReplied(BY_CARLA)).kind())
                .isEqualTo("customer-replied");
        assertThat(EventWords.of(new TicketEvent.Assigned(BY_ANNA, BEN)).data()).isEqualTo(Map.of("to", "ben"));
    }

    private static Ticket after(Ticket before, TicketEvent event) {
        return ((Transition.Moved) before.on(event, NOW)).ticket();
    }
}
