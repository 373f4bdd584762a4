package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.desk.Act;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.desk.Seen;
import org.postroom.desk.Words;
import org.postroom.outbound.OutboundKind;
import org.postroom.testing.HostileWords;
import org.postroom.ticket.Ticket;

/** FAULTS F14: what leaves says what came in and what was typed, letter by letter, whatever it means to some program. */
class LiteralMailTest {
    private static final Office office = new Office();
    private static List<Queued> mails = List.of();

    @BeforeAll
    static void eachIsAsMailAndAsAnAnswer() {
        office.floods(new FloodSettings(HostileWords.ALL.size(), Duration.ofHours(1), Set.of()));
        for (String word : HostileWords.ALL) {
            office.arrives(
                    Letter.from(encoded(word) + " <carl@customer.example.org>", Office.SUPPORT, encoded(word), word));
            Ticket ticket = latest();
            act(ticket, new Act.Answer(words("Answer: " + word)));
        }
        mails = office.queued();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static Ticket latest() {
        return office.database()
                .<List<Ticket>>read(
                        transaction -> office.stores().desk().tickets().latest(transaction, 1))
                .getFirst();
    }

    private static Words words(String text) {
        return Words.onPage(text, List.of(), List.of());
    }

    private static String encoded(String word) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static void act(Ticket ticket, Act act) {
        Order order = Order.onPage(
                office.organisation().agent(SampleCompany.BEN).orElseThrow(),
                ticket.id(),
                new Seen.UpTo(
                        office.articles(ticket.number().toString()).getLast().id()),
                act);
        Outcome outcome = carriedOut(order);
        assertThat(outcome instanceof Outcome.Doubtful ? carriedOut(order.confirm()) : outcome)
                .isInstanceOf(Outcome.Done.class);
    }

    private static Outcome carriedOut(Order order) {
        return office.database()
                .<Outcome>write(transaction -> office.desks().agents().carryOut(transaction, order));
    }

    private static List<Queued> about(OutboundKind kind, Ticket ticket) {
        return mails.stream()
                .filter(mail -> mail.is(kind)
                        && mail.ours()
                                .about()
                                .ticket()
                                .filter(ticket.id()::equals)
                                .isPresent())
                .toList();
    }

    @Test
    void answersSayWhatTheAgentTyped() {
        each((ticket, word) -> assertThat(about(OutboundKind.ANSWER, ticket))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.text().lines()).contains("Answer: " + word);
                    assertThat(mail.subject()).contains(word);
                }));
    }

    @Test
    void noticesSayWhatTheCustomerWrote() {
        each((ticket, word) -> assertThat(about(OutboundKind.NOTICE, ticket))
                .isNotEmpty()
                .allSatisfy(mail -> {
                    assertThat(mail.subject()).contains(word);
                    assertThat(mail.text()).contains("\n" + word + "\n");
                }));
    }

    private interface Check {
        void of(Ticket ticket, String word);
    }

    private static void each(Check check) {
        List<Ticket> tickets = office.tickets();
        assertThat(tickets).hasSize(HostileWords.ALL.size());
        for (int i = 0; i < tickets.size(); i++) {
            check.of(tickets.get(i), HostileWords.ALL.get(i));
        }
    }
}
