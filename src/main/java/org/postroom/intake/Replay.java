package org.postroom.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.AutoReplyDecision;
import org.postroom.autoreply.AutoReplyFacts;
import org.postroom.autoreply.AutoReplyPolicy;
import org.postroom.autoreply.AutoReplySettings;
import org.postroom.autoreply.Occasion;
import org.postroom.conversation.AgentIdentity;
import org.postroom.conversation.FactFinder;
import org.postroom.conversation.MailFacts;
import org.postroom.conversation.Match;
import org.postroom.conversation.Matcher;
import org.postroom.conversation.Placement;
import org.postroom.conversation.ReplyTokens;
import org.postroom.conversation.ThreadIndex;
import org.postroom.intake.Findings.Answering;
import org.postroom.intake.Verdict.Place;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MailKind;
import org.postroom.mail.ReadMail;
import org.postroom.mail.Unreadable;
import org.postroom.mail.parse.MailReader;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;

/**
 * Decides about a mail that was settled before as the present program and conf would, and writes nothing. Tickets are taken as they are
 * now, the time as it was when the mail came. What agents' own mails about no ticket and delivery reports lead to is left out.
 */
public final class Replay {
    private static final String NEW_TICKET = "A new ticket";
    private static final String LIMIT = "No automatic answer: The limit of automatic mails";
    private static final String ELSEWHERE = "No automatic answer: the other department's copy was answered.";

    private final Present present;
    private final ThreadIndex threads;
    private final TicketStore tickets;
    private final Examiner examiner;

    /**
     * The present conf.
     *
     * @param trustedAuthservIds whose Authentication-Results count
     * @param tokens verifies reply tokens as of a time
     * @param answers what departments answer by themselves
     */
    public record Present(
            Organisation organisation,
            List<String> trustedAuthservIds,
            Supplier<MailReader> reader,
            Function<InstantSource, ReplyTokens> tokens,
            Function<DepartmentId, AutoReplySettings> answers) {
        public Present {
            trustedAuthservIds = List.copyOf(trustedAuthservIds);
        }
    }

    public Replay(Present present, ThreadIndex threads, TicketStore tickets) {
        this.present = present;
        this.threads = threads;
        this.tickets = tickets;
        this.examiner = new Examiner(present.reader(), present::organisation);
    }

    /** What was decided then; empty where it says nothing that could be compared. */
    public Verdict recorded(Transaction transaction, LedgerEntry entry) {
        Optional<Receipt.End> end = entry.receipt().end();
        List<String> trace = end.map(Receipt.End::trace).orElse("").lines().toList();
        return new Verdict(
                entry.findings().kind().or(() -> kindIn(trace)),
                entry.findings().sender(),
                end.flatMap(ended -> placeOf(transaction, ended, trace)),
                entry.findings().answering().flatMap(answer -> comparable(answer, trace)),
                trace);
    }

    private static Optional<MailKind> kindIn(List<String> trace) {
        return trace.stream()
                .filter(line -> line.startsWith("Kind: ") && line.contains(","))
                .map(line -> line.substring("Kind: ".length(), line.indexOf(',')))
                .findFirst()
                .map(Findings::kindOf);
    }

    private Optional<Place> placeOf(Transaction transaction, Receipt.End end, List<String> trace) {
        return switch (end.disposition()) {
            case QUARANTINED -> Optional.of(new Place.Aside());
            case NEW_TICKET -> Optional.of(new Place.New());
            case ADDED, AUTOMATIC ->
                trace.stream().anyMatch(line -> line.startsWith(NEW_TICKET))
                        ? Optional.of(new Place.New())
                        : end.ticket().map(ticket -> on(transaction, ticket));
            case AVAILABILITY, DUPLICATE, BOUNCE -> Optional.empty();
        };
    }

    /** One that was not written for a limit would be written now: limits are left out. */
    private static Optional<Answering> comparable(Answering recorded, List<String> trace) {
        if (trace.contains(ELSEWHERE)) {
            return Optional.empty();
        }
        boolean limited = trace.stream().anyMatch(line -> line.startsWith(LIMIT));
        return Optional.of(limited ? Answering.SENT : recorded);
    }

    /** What would be decided now. */
    public Verdict now(Transaction transaction, LedgerEntry entry, Bytes raw) {
        Receipt receipt = entry.receipt();
        ExaminedMail examined = examiner.examine(receipt, raw);
        Optional<String> aside = whySetAside(examined.read());
        if (aside.isPresent() || !(examined.read() instanceof IncomingMail mail)) {
            return new Verdict(
                    Optional.of(examined.kind().kind()),
                    Findings.of(examined.read()).sender(),
                    Optional.of(new Place.Aside()),
                    Optional.of(Answering.NONE),
                    aside.stream().toList());
        }
        Optional<Place> place = place(transaction, entry, examined, mail);
        Optional<String> withheld = withheld(examined, mail);
        return new Verdict(
                Optional.of(examined.kind().kind()),
                Findings.of(mail).sender(),
                place,
                place.flatMap(where -> answering(examined, where, withheld)),
                why(examined, withheld));
    }

    private static Optional<String> whySetAside(ReadMail read) {
        return switch (read) {
            case Unreadable unreadable -> Optional.of("It could not be read. " + unreadable.reason());
            case IncomingMail mail -> Hops.tooMany(mail.headers());
        };
    }

    private static List<String> why(ExaminedMail examined, Optional<String> withheld) {
        String kind = "Kind: " + Findings.word(examined.kind().kind()) + ", "
                + examined.kind().reason();
        return withheld.map(reason -> List.of(kind, "No automatic answer: " + reason + "."))
                .orElseGet(() -> List.of(kind));
    }

    private Optional<Place> place(
            Transaction transaction, LedgerEntry entry, ExaminedMail examined, IncomingMail mail) {
        InstantSource then = InstantSource.fixed(entry.receipt().receivedAt());
        MailFacts facts = new FactFinder(threads, tickets, present.tokens().apply(then))
                .gather(transaction, mail, examined.newText(), present.organisation(), present.trustedAuthservIds());
        return switch (examined.kind().kind()) {
            case BOUNCE, DSN_DELAYED, DSN_SUCCESS -> Optional.empty();
            case AUTO_REPLY, AUTO_GENERATED, FEEDBACK_REPORT, LIST ->
                agentsTicket(facts)
                        .or(() -> found(Matcher.match(facts)))
                        .map(ticket -> on(transaction, ticket))
                        .or(() -> Optional.of(new Place.New()));
            case NORMAL ->
                facts.sender().agent().isPresent() && agentsTicket(facts).isEmpty()
                        ? Optional.empty()
                        : Optional.of(person(transaction, entry, mail, facts));
        };
    }

    private Place person(Transaction transaction, LedgerEntry entry, IncomingMail mail, MailFacts facts) {
        Optional<TicketId> ticket = agentsTicket(facts).or(() -> found(Placement.of(facts)));
        return ticket.map(id -> on(transaction, id)).orElseGet(() -> unmatched(transaction, entry, mail));
    }

    /** One that names no ticket may be a second copy of another; of the ticket it made itself, it is the first. */
    private Place unmatched(Transaction transaction, LedgerEntry entry, IncomingMail mail) {
        List<TicketId> sameMail = mail.thread().messageId().stream()
                .flatMap(id -> threads.ticketsOf(transaction, List.of(id)).getOrDefault(id, List.of()).stream())
                .toList();
        Optional<TicketId> its = entry.receipt().end().flatMap(Receipt.End::ticket);
        boolean added = entry.receipt()
                .end()
                .filter(end -> end.disposition() == Disposition.ADDED)
                .isPresent();
        return its.filter(sameMail::contains)
                .filter(_ -> added)
                .map(ticket -> on(transaction, ticket))
                .orElseGet(Place.New::new);
    }

    private static Optional<TicketId> found(Placement placement) {
        return placement instanceof Placement.Customers(Match match) ? found(match) : Optional.empty();
    }

    private static Optional<TicketId> found(Match match) {
        return match instanceof Match.Found(TicketId ticket, Match.How _) ? Optional.of(ticket) : Optional.empty();
    }

    private static Optional<TicketId> agentsTicket(MailFacts facts) {
        return switch (Placement.of(facts)) {
            case Placement.Agents(AgentIdentity.Verified verified) -> Optional.of(verified.ticket());
            case Placement.Agents(AgentIdentity.Doubtful doubtful) -> doubtful.ticket();
            case Placement.Agents(AgentIdentity.Barred barred) -> Optional.of(barred.ticket());
            case Placement.Agents(AgentIdentity.NotAnAgent()) -> Optional.empty();
            case Placement.Customers _ -> Optional.empty();
        };
    }

    private Place on(Transaction transaction, TicketId ticket) {
        return new Place.On(
                tickets.survivor(transaction, ticket).map(Ticket::id).orElse(ticket));
    }

    private static Optional<Answering> answering(ExaminedMail examined, Place place, Optional<String> withheld) {
        if (examined.kind().kind() != MailKind.NORMAL || place instanceof Place.Aside) {
            return Optional.of(Answering.NONE);
        }
        // A ticket that was locked or closed by a rule then may be neither now
        return place instanceof Place.New
                ? Optional.of(withheld.isPresent() ? Answering.WITHHELD : Answering.SENT)
                : Optional.empty();
    }

    /** Why a new ticket gets no automatic answer. */
    private Optional<String> withheld(ExaminedMail examined, IncomingMail mail) {
        DepartmentId id = examined.receipt().origin().department();
        Optional<Department> department = present.organisation().department(id);
        if (department.isEmpty()) {
            return Optional.of("its department is not in conf any more");
        }
        Instant then = examined.receipt().receivedAt();
        AutoReplyFacts facts = new AutoReplyFacts(
                department.get().allowNewTickets() ? Occasion.NEW_TICKET : Occasion.NEW_TICKETS_NOT_ALLOWED,
                new AutoReplyFacts.Verdict(
                        examined.kind().mayAutoRespond(), examined.kind().reason()),
                AutoReplyFacts.Sender.of(mail, present.organisation()),
                present.answers().apply(id),
                department.get().hours().isOpen(then));
        return switch (AutoReplyPolicy.decide(facts)) {
            case AutoReplyDecision.Withhold(String reason) -> Optional.of(reason);
            case AutoReplyDecision.Send _ -> Optional.empty();
        };
    }
}
