package org.postroom.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.postroom.agent.AgentId;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.Writers;
import org.postroom.conversation.ReplyToken;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.conversation.ReplyTokens;
import org.postroom.desk.Act;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.desk.Seen;
import org.postroom.intake.TrustCase.Life;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.outbound.OutboundMail;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;

/** An office in which the cases of the trust matrix happen, many at a time, and what came of each is looked at. */
final class TrustWorld implements AutoCloseable {
    private static final int AT_A_TIME = 60;
    private static final EmailAddress DORA = EmailAddress.of("dora@customer.example.org");
    private static final Duration LONG_AGO = Duration.ofDays(400);

    private final Office office = new Office();
    private final ReplyTokens tokens = Writers.tokens(office.clock);
    private final Ticket dorasTicket;

    /** @param asked whether conf trusts a mail server to say who a mail is from */
    TrustWorld(boolean asked) {
        if (asked) {
            office.trusts(TrustCase.TRUSTED);
        }
        office.arrives(Letter.from("Dora <" + DORA + ">", Office.SUPPORT, "Smoke", "Mine burns.")
                .id("first@dora.example.org"));
        dorasTicket = office.tickets().getFirst();
    }

    /** What became of one that should not have, one line each. */
    List<String> tryAll(List<TrustCase> cases) {
        List<String> faults = new ArrayList<>();
        for (int from = 0; from < cases.size(); from += AT_A_TIME) {
            faults.addAll(together(cases.subList(from, Math.min(cases.size(), from + AT_A_TIME))));
            office.clock.forward(Duration.ofHours(1));
        }
        return faults;
    }

    private List<String> together(List<TrustCase> cases) {
        Map<TrustCase, Receipt> firsts = new LinkedHashMap<>();
        cases.forEach(one ->
                firsts.put(one, office.fetched(Office.SUPPORT_DESK, one.first().raw(""))));
        office.work();
        Map<TrustCase, Ticket> tickets = new LinkedHashMap<>();
        firsts.forEach((one, receipt) -> tickets.put(one, ticketOf(office.receipt(receipt.id()))));
        Map<TrustCase, String> written = new LinkedHashMap<>();
        tickets.forEach((one, a) -> written.put(one, token(one, a)));
        office.clock.forward(Duration.ofSeconds(2));
        Map<TrustCase, TicketId> now = lived(tickets);
        long mark = office.database()
                .<Long>read(transaction -> dorasMails(transaction, 0).stream()
                        .mapToLong(mail -> mail.id().value())
                        .max()
                        .orElse(0));
        Instant before = office.clock.instant();
        office.clock.forward(Duration.ofSeconds(1));
        Map<TrustCase, Receipt> attacks = new LinkedHashMap<>();
        tickets.forEach((one, a) -> attacks.put(
                one,
                office.fetched(
                        Office.SUPPORT_DESK,
                        one.raw(a.number().toString(), Objects.requireNonNull(written.get(one))))));
        office.work();
        List<String> faults = new ArrayList<>();
        attacks.forEach((one, receipt) ->
                faults.addAll(new TrustLook(office, one, Objects.requireNonNull(now.get(one)), dorasTicket.id(), before)
                        .faults(office.receipt(receipt.id()))));
        faults.addAll(faultsOnDorasTicket(mark));
        return faults;
    }

    private Ticket ticketOf(Receipt receipt) {
        return office.ticket(receipt.end().orElseThrow().ticket().orElseThrow());
    }

    private String token(TrustCase one, Ticket a) {
        Instant now = office.clock.instant();
        Instant old = now.minus(LONG_AGO);
        AgentId agent =
                one.sender() == TrustCase.Sender.AGENT_WITHOUT_ACCESS ? SampleCompany.CARLA : SampleCompany.ANNA;
        ReplyToken token = switch (one.token()) {
            case NONE, CUSTOMERS_OF_A -> ReplyToken.forCustomer(a.id(), now);
            case CUSTOMERS_OF_A_EXPIRED -> ReplyToken.forCustomer(a.id(), old);
            case CUSTOMERS_OF_B -> ReplyToken.forCustomer(dorasTicket.id(), now);
            case AGENTS_OF_A, FORWARDED, FORGED -> ReplyToken.forAgent(Right.ANSWER, a.id(), agent, now);
            case AGENTS_OF_A_EXPIRED -> ReplyToken.forAgent(Right.ANSWER, a.id(), agent, old);
            case AGENTS_OF_B -> ReplyToken.forAgent(Right.ANSWER, dorasTicket.id(), agent, now);
            case ANOTHER_AGENTS_OF_A -> ReplyToken.forAgent(Right.ANSWER, a.id(), SampleCompany.BEN, now);
        };
        return one.token() == TrustCase.Token.FORGED ? forged(token) : tokens.encode(token);
    }

    /** Under a key that is not ours. */
    private String forged(ReplyToken token) {
        org.postroom.mail.Secret key = org.postroom.mail.Secret.of(Base64.getEncoder()
                .encodeToString(
                        "a key that somebody guessed 1234".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        return new ReplyTokens(
                        () -> new org.postroom.conversation.TokenKeys(Map.of(1, key), 1),
                        () -> Duration.ofDays(365),
                        office.clock)
                .encode(token);
    }

    /** Brings the tickets to where the cases want them; returns those that are left. */
    private Map<TrustCase, TicketId> lived(Map<TrustCase, Ticket> tickets) {
        Map<TrustCase, Receipt> seconds = new LinkedHashMap<>();
        tickets.keySet().stream()
                .filter(one -> one.life() == Life.MERGED)
                .forEach(one -> seconds.put(one, office.fetched(Office.SUPPORT_DESK, one.second())));
        office.work();
        Map<TrustCase, TicketId> left = new LinkedHashMap<>();
        Map<TicketId, Act> acts = new LinkedHashMap<>();
        tickets.forEach((one, a) -> {
            left.put(one, a.id());
            switch (one.life()) {
                case OPEN -> {}
                case CLOSED -> acts.put(a.id(), new Act.Close());
                case LOCKED -> acts.put(a.id(), new Act.Lock());
                case MERGED -> {
                    Ticket other = ticketOf(office.receipt(
                            Objects.requireNonNull(seconds.get(one)).id()));
                    left.put(one, other.id());
                    acts.put(a.id(), new Act.Merge(other.number()));
                }
            }
        });
        office.database().change(transaction -> acts.forEach((ticket, act) -> carryOut(transaction, ticket, act)));
        return left;
    }

    private void carryOut(Transaction transaction, TicketId ticket, Act act) {
        Order order = Order.onPage(
                office.organisation().agent(SampleCompany.ANNA).orElseThrow(), ticket, new Seen.Unknown(), act);
        Outcome outcome = office.desks().agents().carryOut(transaction, order.confirm());
        if (!(outcome instanceof Outcome.Done)) {
            throw new AssertionError(outcome);
        }
    }

    private List<OutboundMail> dorasMails(Transaction transaction, long after) {
        return office.stores().desk().queue().ofTicket(transaction, dorasTicket.id()).stream()
                .filter(mail -> mail.id().value() > after)
                .toList();
    }

    /** Her ticket is everybody's here: what left it must be nothing of Carl's tickets, and for nobody but her and whom Anna had in cc. */
    private List<String> faultsOnDorasTicket(long after) {
        return office.database()
                .<List<String>>read(transaction -> dorasMails(transaction, after).stream()
                        .flatMap(mail -> {
                            String text = text(office, transaction, mail);
                            Set<EmailAddress> agents = Set.of(Office.ANNA, Office.BEN, SampleCompany.CARLA_ADDRESS);
                            boolean odd = mail.recipients().stream()
                                    .map(OutboundMail.Recipient::address)
                                    .anyMatch(to -> !to.equals(DORA)
                                            && !agents.contains(to)
                                            && !to.value().startsWith("eve."));
                            return odd || text.contains("secret-of-carl")
                                    ? Stream.of("From Dora's ticket to " + mail.recipients() + ": " + text)
                                    : Stream.empty();
                        })
                        .toList());
    }

    /** All words of a mail of ours, as whoever gets it reads them. */
    static String text(Office office, Transaction transaction, OutboundMail mail) {
        IncomingMail read = (IncomingMail) new MailReader(ReadLimits.standard())
                .read(office.stores()
                        .desk()
                        .raws()
                        .get(transaction, mail.stored().rawId()));
        return read.subject() + "\n" + read.content().text() + "\n"
                + read.content().html().orElse("");
    }

    static boolean isPublic(Article article) {
        return article.content().visibility() == Article.Visibility.PUBLIC;
    }

    @Override
    public void close() {
        office.close();
    }
}
