package org.postroom.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.SampleCompany;
import org.postroom.conversation.ViewLink;
import org.postroom.intake.TrustOracle.Where;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundMail;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.TicketStore;

/** Looks at what came of one case: where the mail is, who takes part, who reads it, what left and to whom. */
final class TrustLook {
    /** Agents who may read all of A. */
    private static final Set<EmailAddress> ON_A = Set.of(Office.ANNA, Office.BEN);

    private final Office office;
    private final TrustCase one;
    private final TicketId a;
    private final TicketId b;
    private final Instant before;
    private final List<String> faults = new ArrayList<>();

    /** @param a where Carl's ticket is now */
    TrustLook(Office office, TrustCase one, TicketId a, TicketId b, Instant before) {
        this.office = office;
        this.one = one;
        this.a = a;
        this.b = b;
        this.before = before;
    }

    List<String> faults(Receipt receipt) {
        Receipt.End end = receipt.end().orElseThrow();
        office.database().<Integer>read(transaction -> {
            Where expected = TrustOracle.expected(one);
            check(expected.name(), where(transaction, end));
            TicketId ticket = end.ticket().orElseThrow();
            lookAtParticipants(transaction, expected);
            lookAtArticles(transaction, expected);
            for (TicketId each :
                    Stream.of(a, ticket).filter(id -> !id.equals(b)).distinct().toList()) {
                office.stores().desk().queue().ofTicket(transaction, each).stream()
                        .filter(mail -> mail.queuedAt().isAfter(before))
                        .forEach(mail -> lookAtMail(transaction, expected, ticket, mail));
            }
            return 0;
        });
        return faults.stream()
                .map(fault -> one + ": " + fault + "\n" + end.trace())
                .toList();
    }

    private void check(String expected, String found) {
        if (!expected.equals(found)) {
            faults.add("expected " + expected + ", found " + found);
        }
    }

    private String where(Transaction transaction, Receipt.End end) {
        TicketId id = end.ticket().orElseThrow();
        Article article = office.stores().desk().articles().articles(transaction, id).stream()
                .filter(each -> end.article().filter(each.id()::equals).isPresent())
                .findFirst()
                .orElseThrow();
        if (!id.equals(a) && !id.equals(b)) {
            return "NEW" + related(transaction, id);
        }
        String on = id.equals(a) ? "A" : "B";
        return switch (article.content().kind()) {
            case CUSTOMER_MAIL -> (isLocked(transaction, id) ? "REJECTED_ON_" : "ON_") + on;
            case ANSWER -> "SENT_FROM_" + on;
            case HELD_MAIL -> "HELD_ON_" + on;
            case COMMENT -> "REFUSED_ON_" + on;
            case AUTOMATIC_MAIL, BOUNCE, AUTO_RESPONSE -> "a program's mail";
        };
    }

    private boolean isLocked(Transaction transaction, TicketId id) {
        return office.stores()
                .desk()
                .tickets()
                .find(transaction, id)
                .map(Ticket::state)
                .equals(Optional.of(TicketState.LOCKED));
    }

    private String related(Transaction transaction, TicketId id) {
        Set<TicketId> links = office.stores().desk().tickets().related(transaction, id).stream()
                .map(TicketStore.Related::ticket)
                .collect(Collectors.toSet());
        boolean toA = links.contains(a);
        boolean toB = links.contains(b);
        return toA && toB ? "_RELATED_TO_BOTH" : toA ? "_RELATED_TO_A" : toB ? "_RELATED_TO_B" : "";
    }

    /** FAULTS E2: nobody takes part in A but Carl, and whom he or an agent brought along. */
    private void lookAtParticipants(Transaction transaction, Where expected) {
        Set<EmailAddress> found = office.stores().desk().tickets().participants(transaction, a).stream()
                .map(participant -> participant.who().address())
                .collect(Collectors.toSet());
        boolean eve = TrustOracle.eveTakesPart(one) || expected == Where.SENT_FROM_A;
        check(
                (eve ? Set.of(one.carl(), one.eve()) : Set.of(one.carl()))
                        .stream().map(EmailAddress::value).sorted().toList().toString(),
                found.stream().map(EmailAddress::value).sorted().toList().toString());
    }

    /** Who takes part in A reads the mail's words only where they came in; agents of A only where they came to A. */
    private void lookAtArticles(Transaction transaction, Where expected) {
        List<Article> with = Stream.of(a, b)
                .flatMap(id -> office.stores().desk().articles().articles(transaction, id).stream())
                .filter(article -> article.content().text().contains(one.words()))
                .toList();
        String found =
                with.stream().map(TrustWorld::isPublic).distinct().toList().toString();
        check(
                switch (expected) {
                    case ON_A, REJECTED_ON_A, SENT_FROM_A, SENT_FROM_B -> "[true]";
                    case HELD_ON_A, HELD_ON_B, REFUSED_ON_A, REFUSED_ON_B -> "[false]";
                    case NEW, NEW_RELATED_TO_A, NEW_RELATED_TO_B, NEW_RELATED_TO_BOTH -> "[]";
                },
                found);
    }

    private void lookAtMail(Transaction transaction, Where expected, TicketId ticket, OutboundMail mail) {
        if (mail.recipients().stream().map(OutboundMail.Recipient::address).allMatch(ON_A::contains)) {
            return;
        }
        String text = TrustWorld.text(office, transaction, mail);
        for (OutboundMail.Recipient recipient : mail.recipients()) {
            EmailAddress to = recipient.address();
            if (to.equals(SampleCompany.CARLA_ADDRESS) && text.contains(one.secret())) {
                faults.add("An agent who may not see A got its words: " + text);
            }
            if (!ON_A.contains(to) && !to.equals(SampleCompany.CARLA_ADDRESS)) {
                outside(expected, to, text);
            }
        }
        linked(transaction, ticket, mail, text);
    }

    private void outside(Where expected, EmailAddress to, String text) {
        boolean mayGet = switch (expected) {
            case ON_A, HELD_ON_A, HELD_ON_B, REFUSED_ON_A, REFUSED_ON_B, SENT_FROM_B -> false;
            case REJECTED_ON_A -> to.equals(one.carl());
            case NEW, NEW_RELATED_TO_A, NEW_RELATED_TO_B, NEW_RELATED_TO_BOTH -> to.equals(one.from());
            case SENT_FROM_A -> to.equals(one.carl()) || to.equals(one.eve());
        };
        if (!mayGet) {
            faults.add("A mail left for " + to + ": " + text);
        }
        if (expected != Where.SENT_FROM_A && (text.contains(one.secret()) || text.contains(one.words()))) {
            faults.add("An automatic mail to " + to + " says what somebody wrote: " + text);
        }
    }

    /** A link that leaves opens the ticket whose mail it is, to the one who gets it. */
    private void linked(Transaction transaction, TicketId ticket, OutboundMail mail, String text) {
        java.util.regex.Matcher link = java.util.regex.Pattern.compile("https://help\\.example\\.com/view/([\\w-]+)")
                .matcher(text);
        if (link.find()) {
            Optional<ViewLink> opened = office.viewLinks.find(transaction, link.group(1), office.clock.instant());
            boolean own = opened.filter(found -> found.ticket().equals(ticket))
                    .filter(found -> mail.recipients().size() == 1
                            && mail.recipients().getFirst().address().equals(found.address()))
                    .isPresent();
            if (!own) {
                faults.add("A link for " + mail.recipients() + " opens " + opened);
            }
        }
    }
}
