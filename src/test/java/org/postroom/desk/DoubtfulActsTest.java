package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.agent.SampleCompany.ANNA;
import static org.postroom.agent.SampleCompany.ANNA_ADDRESS;
import static org.postroom.agent.SampleCompany.BEN;
import static org.postroom.desk.Workplace.attachment;
import static org.postroom.desk.Workplace.words;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.TicketState;

class DoubtfulActsTest {
    private static final String SECRET = "We never believe a word this customer says.";

    private final Workplace work = new Workplace();

    @AfterEach
    void close() {
        work.close();
    }

    private Order order(Seen seen, Act... acts) {
        return Order.onPage(work.agent(ANNA), work.ticketId(), seen, acts);
    }

    private static Act answer(String text) {
        return new Act.Answer(words(text));
    }

    private void doubtful(Order order, String... reasons) {
        assertThat(work.order(order))
                .isInstanceOfSatisfying(
                        Outcome.Doubtful.class,
                        doubtful -> assertThat(String.join("\n", doubtful.reasons()))
                                .contains(reasons));
    }

    private void done(Order order) {
        assertThat(work.order(order)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void asksBeforeAPrivateAddressGoesOutAndSendsItOnceConfirmed() {
        Order order = order(work.seen(), answer("Write to " + ANNA_ADDRESS + " next time."), new Act.Close());
        doubtful(order, "private address");
        assertThat(work.articles()).hasSize(1);
        assertThat(work.ticket().state()).isEqualTo(TicketState.ACTIVE);
        done(order.confirm());
        assertThat(work.queued(OutboundKind.ANSWER)).hasSize(1);
    }

    @Test
    void asksBeforeAColleaguesCommentGoesOut() {
        work.act(BEN, new Act.Comment(words(SECRET)));
        doubtful(order(work.seen(), answer("A colleague says: " + SECRET)), "only agents may see");
        assertThat(work.queued(OutboundKind.ANSWER)).isEmpty();
    }

    @Test
    void letsAgentsRepeatTheirOwnComment() {
        work.act(ANNA, new Act.Comment(words(SECRET)));
        done(order(work.seen(), answer(SECRET)));
    }

    @Test
    void asksBeforeAWholeMailGoesOut() {
        Act forwarded =
                new Act.Answer(words("See below.", attachment("old.eml", "message/rfc822", "From: x\r\n\r\nx")));
        doubtful(order(work.seen(), forwarded), "\"old.eml\" may hold addresses");
    }

    @Test
    void tellsOfAnAnswerThatTheAgentHasNotSeen() {
        Seen before = work.seen();
        work.act(BEN, answer("Buy a new one."));
        doubtful(order(before, answer("Plug it in.")), "Ben Cole has answered in the meantime: \"Buy a new one.\"");
        done(order(work.seen(), answer("Plug it in.")));
    }

    @Test
    void tellsOfWordsOfACustomerThatTheAgentHasNotSeen() {
        Seen before = work.seen();
        work.carlWrites("It prints again!\n\nOn Monday, support wrote:\n> Plug it in.");
        doubtful(
                order(before, answer("Plug it in.")),
                "Carl Customer has written in the meantime: \"It prints again!\"");
        done(order(work.seen(), answer("Good.")));
    }

    @Test
    void showsNoLinkThatMakesWhoeverHasItTheCustomer() {
        Seen before = work.seen();
        work.carlWrites("I read it at https://help.example.com/view/" + "a".repeat(43) + " just now.");
        doubtful(order(before, new Act.Close()), "https://help.example.com/view/… just now");
    }

    @Test
    void doesNotBuryUnseenWordsByClosingOrLocking() {
        Seen before = work.seen();
        work.carlWrites("It burns!");
        doubtful(order(before, new Act.Close()), "It burns!");
        doubtful(order(before, new Act.Lock()), "It burns!");
        assertThat(work.ticket().state()).isEqualTo(TicketState.ACTIVE);
        done(order(before, new Act.Close()).confirm());
    }

    @Test
    void asksNothingBeforeCommentsAndTaking() {
        Seen before = work.seen();
        work.carlWrites("It burns!");
        work.act(BEN, answer("Water it."));
        done(order(before, new Act.Take(), new Act.Comment(words("Mine. Ask " + ANNA_ADDRESS + "."))));
    }

    @Test
    void doesNotWarnAgentsOfTheirOwnAnswers() {
        Seen before = work.seen();
        work.act(ANNA, answer("Plug it in."));
        done(order(before, answer("And switch it on.")));
    }

    @Test
    void goesByTheMomentWhereNoArticleIsKnown() {
        Seen before = new Seen.At(work.articles().getLast().at());
        work.carlWrites("It burns!");
        doubtful(order(before, answer("Plug it in.")), "It burns!");
        done(order(new Seen.At(work.articles().getLast().at()), answer("Water it.")));
        assertThat(List.of(new Seen.Unknown().misses(work.articles().getLast())))
                .containsExactly(false);
    }
}
