package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.agent.AgentId;
import org.postroom.agent.ProductId;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.SharingLevel;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MailKind;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Ids;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.ticket.By;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Priority;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.Way;
import org.postroom.web.Texts;

class HistoryWordsTest {
    private static final Texts TEXTS = new Texts();
    private static final By BY = By.agent(SampleCompany.ANNA, Way.PAGE);
    private static final EmailAddress CARL = EmailAddress.of("carl@customer.example.org");
    private static final AgentId BEN = SampleCompany.BEN;

    static List<TicketEvent> events() {
        return List.of(
                new TicketEvent.Opened(BY),
                new TicketEvent.CustomerReplied(BY),
                new TicketEvent.ReplyRejected(BY, "It is '{0}' locked."),
                new TicketEvent.Answered(BY),
                new TicketEvent.Commented(BY),
                new TicketEvent.Assigned(BY, BEN),
                new TicketEvent.Taken(BY, BEN),
                new TicketEvent.Unassigned(BY),
                new TicketEvent.Transferred(BY, SampleCompany.SUPPORT_FRONT_LINE, SampleCompany.SALES_FRONT_LINE),
                new TicketEvent.HandedOver(
                        BY, SampleCompany.SUPPORT_FRONT_LINE, SampleCompany.SALES_FRONT_LINE, Optional.empty()),
                new TicketEvent.Shared(BY, SampleCompany.SALES, SharingLevel.READ_ONLY),
                new TicketEvent.Forwarded(BY, BEN),
                new TicketEvent.Unshared(BY, SampleCompany.SALES),
                new TicketEvent.ProductChosen(BY, Optional.of(new ProductId("printer"))),
                new TicketEvent.Prioritised(BY, Priority.HIGH),
                new TicketEvent.Closed(BY),
                new TicketEvent.Reopened(BY),
                new TicketEvent.Locked(BY),
                new TicketEvent.Unlocked(BY),
                new TicketEvent.CustomerNamed(BY, NamedAddress.of(CARL)),
                new TicketEvent.Related(BY, new TicketNumber("SUP", 7)),
                new TicketEvent.Unrelated(BY, new TicketNumber("SUP", 7)),
                new TicketEvent.MergedInto(BY, new TicketNumber("SUP", 7)),
                new TicketEvent.Merged(BY, new TicketNumber("SUP", 7), true),
                new TicketEvent.SplitOff(BY, new TicketNumber("SUP", 7)),
                new TicketEvent.SplitFrom(BY, new TicketNumber("SUP", 7), true),
                new TicketEvent.ParticipantRemoved(BY, CARL),
                new TicketEvent.AutomaticMailReceived(BY, MailKind.AUTO_REPLY),
                new TicketEvent.BounceReceived(BY, CARL, true, "5.1.1"),
                new TicketEvent.AutoResponseSent(BY, CARL, "auto-response"),
                new TicketEvent.AutomaticMailSuppressed(BY, CARL, "Too many."),
                new TicketEvent.DeliveryFailed(BY, CARL, true, "550 No."),
                new TicketEvent.DeliveryUncertain(BY, CARL, "The server vanished."),
                new TicketEvent.ParticipantAdded(BY, CARL, Participant.Role.CC),
                new TicketEvent.MailHeld(BY, BEN, "It is doubtful."),
                new TicketEvent.MailReleased(BY, BEN),
                new TicketEvent.MailCancelled(BY, BEN),
                new TicketEvent.AnswersCrossed(BY, BEN),
                new TicketEvent.LinksRevoked(BY, 3),
                new TicketEvent.MarkedRelated(BY, new TicketNumber("SUP", 1042), "The same subject."),
                new TicketEvent.AnswerPlanned(BY, Instant.parse("2026-11-25T08:00:00Z")),
                new TicketEvent.AnswerTakenBack(BY, BEN),
                new TicketEvent.AnswerStayed(BY, BEN, "The ticket is locked."));
    }

    private static HistoryWords words(Locale language) {
        return new HistoryWords(
                new Names(SampleCompany.organisation(), "somebody"),
                (key, arguments) -> TEXTS.of(language, key, arguments),
                Instant::toString);
    }

    /** The line as the store makes it of the event. */
    private static HistoryLine line(TicketEvent event) {
        try (TestDatabase held = TestDatabases.sqlite()) {
            HistoryStore history = HistoryStore.jdbi(new Ids(Instant::now, 1));
            Instant at = Instant.parse("2026-03-02T09:00:00Z");
            HistoryLine[] made = new HistoryLine[1];
            held.database().change(transaction -> {
                transaction.handle().execute("PRAGMA defer_foreign_keys = ON");
                made[0] = history.add(transaction, new TicketId(1), event, at, Optional.empty(), Map.of());
                transaction.handle().execute("DELETE FROM history");
            });
            return made[0];
        }
    }

    @Test
    void everyKindOfEventIsAmongThese() {
        assertThat(events().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(TicketEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void hasWordsInEachLanguage(TicketEvent event) {
        HistoryLine line = line(event);
        String english = words(Locale.ENGLISH).sentence(line);
        String german = words(Locale.GERMAN).sentence(line);

        assertThat(english).isNotBlank().isNotEqualTo(line.detail()).isNotEqualTo(german);
        assertThat(german).isNotBlank().isNotEqualTo(line.detail());
        assertThat(List.of(english, german))
                .allSatisfy(sentence -> assertThat(line.data().entrySet())
                        .allSatisfy(word -> assertThat(sentence)
                                .containsAnyOf(
                                        shown(word.getKey(), word.getValue()).toArray(String[]::new))));
    }

    /** Agents are called by their names, and what is one of few words is said in words of the language. */
    private static List<String> shown(String name, String value) {
        return switch (name) {
            case "mail", "role", "permanent", "level", "priority" -> List.of("");
            case "product" -> List.of(value.isEmpty() ? "" : "Printer");
            case "from", "department" -> List.of("Acme S");
            case "to" -> List.of(value, value.equals(BEN.value()) ? "Ben Cole" : "Acme Sales");
            default -> List.of(value, value.equals(BEN.value()) ? "Ben Cole" : value);
        };
    }

    @Test
    void saysThePriorityInTheReadersLanguage() {
        HistoryLine line = line(new TicketEvent.Prioritised(BY, Priority.URGENT));
        assertThat(words(Locale.ENGLISH).sentence(line)).isEqualTo("set the priority to Urgent");
        assertThat(words(Locale.GERMAN).sentence(line)).isEqualTo("hat die Priorität auf Dringend gesetzt");
    }

    @Test
    void callsAgentsByTheirNames() {
        assertThat(words(Locale.ENGLISH).sentence(line(new TicketEvent.Assigned(BY, BEN))))
                .isEqualTo("assigned it to Ben Cole");
        assertThat(words(Locale.GERMAN).sentence(line(new TicketEvent.Assigned(BY, new AgentId("gone")))))
                .isEqualTo("hat es gone zugewiesen");
    }

    @Test
    void saysInOneWordThatAnAgentTookATicket() {
        HistoryLine line = line(new TicketEvent.Taken(BY, SampleCompany.ANNA));
        assertThat(words(Locale.ENGLISH).sentence(line)).isEqualTo("took it");
        assertThat(words(Locale.GERMAN).sentence(line)).isEqualTo("hat es übernommen");
    }

    @Test
    void tellsAMailThatIsLateFromOneThatFailed() {
        assertThat(words(Locale.ENGLISH).sentence(line(new TicketEvent.BounceReceived(BY, CARL, false, ""))))
                .isEqualTo(
                        "reported that a mail to carl@customer.example.org was not delivered, which says nothing against the address");
    }

    @Test
    void showsAsItStandsWhatALaterVersionWrote() {
        HistoryLine line = line(new TicketEvent.Opened(BY));
        HistoryLine later = new HistoryLine(
                1, line.ticket(), line.at(), BY, Optional.empty(), "teleported", "Teleported the ticket", Map.of());
        assertThat(words(Locale.GERMAN).sentence(later)).isEqualTo("Teleported the ticket");
    }

    @Test
    void hasAWordForEachKindOfMail() {
        assertThat(Arrays.stream(MailKind.values())
                        .map(kind -> "mail-kind."
                                + kind.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .allSatisfy(key -> Texts.LANGUAGES.forEach(
                        language -> assertThat(TEXTS.of(language, key)).isNotBlank()));
    }
}
