package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;

class TicketWordsTest {
    @Test
    void takesTheWordsOfNumberSubjectNameAndAddress() {
        assertThat(words("The printer is on fire", "Carla Kunde", "carla@example.net"))
                .containsExactly(
                        "sup",
                        "1042",
                        "sup-1042",
                        "the",
                        "printer",
                        "is",
                        "on",
                        "fire",
                        "carla",
                        "kunde",
                        "example",
                        "net",
                        "carla@example.net");
    }

    @Test
    void makesNoDifferenceOfCaseOrSpelling() {
        assertThat(words("GRÜSSE Gru\u0308ße ﬁle ＡＢＣ", "", "a@example.net")).contains("grüsse", "grüße", "file", "abc");
    }

    @Test
    void takesOtherTicketsNumbersInASubjectWhole() {
        assertThat(words("Re: [BIL-7], again", "", "a@example.net")).contains("bil-7", "bil", "7", "re", "again");
    }

    @Test
    void cutsLongWordsOnBothSides() {
        String lng = "x".repeat(500);
        assertThat(words(lng, "", "a@example.net")).contains("x".repeat(64));
        assertThat(wanted(lng)).containsExactly("x".repeat(64));
    }

    @Test
    void wantsWhatIsTypedAsWords() {
        assertThat(wanted("  Printer   FIRE printer ")).containsExactly("printer", "fire");
        assertThat(wanted("[SUP-1042]")).containsExactly("sup-1042");
        assertThat(wanted("carla@ex")).containsExactly("carla@ex");
        assertThat(wanted("<Carla@Example.net>,")).containsExactly("carla@example.net");
        assertThat(wanted("@example.net")).containsExactly("example", "net");
        assertThat(wanted("it's")).containsExactly("it", "s");
    }

    @Test
    void wantsNothingWhereNothingIsTyped() {
        assertThat(wanted("")).isEmpty();
        assertThat(wanted(" % _ ' ; -- \u3000")).isEmpty();
    }

    @Test
    void looksAtTheFirstWordsOnly() {
        assertThat(wanted("a b c d e f g h i j")).hasSize(8);
    }

    private static Set<String> words(String subject, String name, String address) {
        Ticket ticket = Tickets.ticket(TicketState.ACTIVE);
        Ticket.Matter matter =
                new Ticket.Matter(subject, Optional.of(new NamedAddress(name, EmailAddress.of(address))));
        return TicketWords.of(
                new Ticket(ticket.id(), ticket.number(), matter, ticket.group(), ticket.standing(), ticket.times(), 1));
    }

    private static List<String> wanted(String text) {
        return TicketWords.wanted(new TicketFilter(Set.of(), new Whose.Anyone(), text));
    }
}
