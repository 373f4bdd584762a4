package org.postroom.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.conversation.AgentIdentity;
import org.postroom.conversation.FactFinder;
import org.postroom.conversation.FoundToken;
import org.postroom.conversation.MailFacts;
import org.postroom.conversation.Match;
import org.postroom.conversation.Matcher;
import org.postroom.conversation.Placement;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.conversation.ThreadIndex;
import org.postroom.conversation.TokenVerdict;
import org.postroom.desk.TicketBook;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.ReadMail;
import org.postroom.mail.Unreadable;
import org.postroom.schedule.Failpoint;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.TicketId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a mail to its one end within a transaction: sorts it to a desk, and writes down what became of it and why. */
public final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final Supplier<Organisation> organisation;
    private final Supplier<Set<String>> trustedAuthservIds;
    private final Spool spool;
    private final FactFinder facts;
    private final Desks desks;

    Intake(
            Supplier<Organisation> organisation,
            Supplier<Set<String>> trustedAuthservIds,
            Spool spool,
            FactFinder facts,
            Desks desks) {
        this.organisation = organisation;
        this.trustedAuthservIds = trustedAuthservIds;
        this.spool = spool;
        this.facts = facts;
        this.desks = desks;
    }

    /** The desks a mail may be sent to. */
    record Desks(
            CaseMaker cases,
            CustomerDesk customers,
            AgentDesk agents,
            AvailabilityDesk availability,
            ForwardDesk forwards,
            RobotDesk robots,
            FloodDesk floods,
            QuarantineDesk quarantine,
            TicketBook book) {}

    /** Settles one mail. */
    void settle(Transaction transaction, ExaminedMail mail) {
        Receipt receipt = mail.receipt();
        Optional<Department> department = desks.cases().departmentOf(receipt);
        if (department.isEmpty()) {
            String reason = "Department " + receipt.origin().department()
                    + " is not in conf any more. Bring it back, then release the mail.";
            spool.quarantine(transaction, receipt.id(), reason);
            return;
        }
        Trace trace = new Trace();
        trace.note("Kind: " + Findings.word(mail.kind().kind()) + ", "
                + mail.kind().reason());
        Fate fate = whySetAside(mail.read())
                .map(reason -> aside(transaction, mail, department.get(), reason, trace))
                .orElseGet(() -> sort(transaction, desks.cases().of(mail, department.get(), trace), mail));
        if (fate.disposition() != Disposition.QUARANTINED) {
            desks.quarantine().cameThrough(transaction, receipt, fate);
        }
        fate.ticket().ifPresent(ticket -> tellOfSize(transaction, receipt, ticket));
        Failpoint.PLACED.pass(() -> mail.read() instanceof IncomingMail incoming ? incoming.subject() : "");
        Findings findings = Findings.of(mail.read()).takenFor(mail.kind().kind(), trace.answering());
        finish(
                transaction,
                receipt,
                Receipt.End.of(fate.disposition(), fate.ticket(), fate.article(), trace.text()),
                findings);
    }

    private static Optional<String> whySetAside(ReadMail read) {
        return switch (read) {
            case Unreadable unreadable -> Optional.of("It could not be read. " + unreadable.reason());
            case IncomingMail incoming -> Hops.tooMany(incoming.headers());
        };
    }

    /** Whoever sends too many gets no ticket for each: any stranger can write the fields for which a mail is set aside. */
    private Fate aside(Transaction transaction, ExaminedMail mail, Department department, String reason, Trace trace) {
        boolean opensTicket = mail.receipt().work().toldOn().isEmpty();
        Optional<Fate> flooded = opensTicket && mail.read() instanceof IncomingMail
                ? desks.floods().settle(transaction, desks.cases().of(mail, department, trace), Kind.AUTOMATIC_MAIL)
                : Optional.empty();
        return flooded.orElseGet(
                () -> desks.quarantine().settle(transaction, mail.receipt(), department, reason, trace));
    }

    private void tellOfSize(Transaction transaction, Receipt receipt, TicketId ticket) {
        LargeMail.sentence(receipt)
                .ifPresent(sentence -> desks.book()
                        .add(transaction, ticket, LargeMail.comment(receipt, sentence), ThreadIndex.Origin.RECEIVED));
    }

    /** Ends a mail that could not be processed, with a ticket that tells agents so. */
    void setAside(Transaction transaction, Receipt receipt, String reason) {
        Trace trace = new Trace();
        trace.note("Given up after " + receipt.work().attempts() + " attempts.");
        Optional<Department> department = desks.cases().departmentOf(receipt);
        Failpoint.SETTING_ASIDE.pass();
        if (department.isEmpty()) {
            spool.quarantine(transaction, receipt.id(), reason);
        } else {
            Fate fate = desks.quarantine().settle(transaction, receipt, department.get(), reason, trace);
            finish(
                    transaction,
                    receipt,
                    Receipt.End.of(fate.disposition(), fate.ticket(), fate.article(), trace.text()),
                    Findings.NONE);
        }
    }

    private void finish(Transaction transaction, Receipt receipt, Receipt.End end, Findings findings) {
        spool.finish(transaction, receipt.id(), end, findings);
        transaction.afterCommit(() -> log.atInfo()
                .addKeyValue("receipt", receipt.id().value())
                .addKeyValue("department", receipt.origin().department())
                .addKeyValue("fate", end.disposition().word())
                .addKeyValue("ticket", end.ticket().map(TicketId::value).orElse(0L))
                .log("Mail settled"));
    }

    private Fate sort(Transaction transaction, MailCase mail, ExaminedMail examined) {
        MailFacts found =
                facts.gather(transaction, mail.mail(), mail.newText(), organisation.get(), trustedAuthservIds.get());
        return switch (mail.kind().kind()) {
            case BOUNCE, DSN_DELAYED, DSN_SUCCESS ->
                desks.robots().bounced(transaction, mail, examined.bounce(), Matcher.match(found));
            case AUTO_REPLY, AUTO_GENERATED, FEEDBACK_REPORT, LIST -> robot(transaction, mail, found);
            case NORMAL ->
                desks.availability()
                        .settle(transaction, mail, found)
                        .orElseGet(() -> forwarded(transaction, mail, found));
        };
    }

    private Fate robot(Transaction transaction, MailCase mail, MailFacts found) {
        return switch (Placement.of(found)) {
            case Placement.Agents(AgentIdentity identity)
            when ticketOf(identity).isPresent() ->
                desks.robots().recorded(transaction, mail, ticketOf(identity).get());
            case Placement.Agents _, Placement.Customers _ ->
                desks.robots().settle(transaction, mail, Matcher.match(found));
        };
    }

    private Fate forwarded(Transaction transaction, MailCase mail, MailFacts found) {
        return switch (desks.forwards().settle(transaction, mail, found)) {
            case ForwardDesk.Handling.Settled(Fate fate) -> fate;
            case ForwardDesk.Handling.OnTicket(AgentIdentity identity) ->
                desks.agents().settle(transaction, mail, identity, Right.INTERNAL, Surety.of(found));
            case ForwardDesk.Handling.Elsewhere() -> person(transaction, mail, found);
        };
    }

    private Fate person(Transaction transaction, MailCase mail, MailFacts found) {
        return switch (Placement.of(found)) {
            case Placement.Agents(AgentIdentity identity)
            when ticketOf(identity).isPresent() ->
                desks.agents().settle(transaction, mail, identity, rightOf(found), Surety.of(found));
            case Placement.Agents(AgentIdentity _) -> {
                mail.note("It may be an agent's, but names no ticket; it counts as a customer's.");
                yield desks.customers().settle(transaction, mail, new Match.None());
            }
            case Placement.Customers(Match match) -> desks.customers().settle(transaction, mail, match);
        };
    }

    private static Optional<TicketId> ticketOf(AgentIdentity identity) {
        return switch (identity) {
            case AgentIdentity.Verified verified -> Optional.of(verified.ticket());
            case AgentIdentity.Doubtful doubtful -> doubtful.ticket();
            case AgentIdentity.Barred barred -> Optional.of(barred.ticket());
            case AgentIdentity.NotAnAgent() -> Optional.empty();
        };
    }

    /** What a doubtful mail would do: what its token says, and when in doubt, the least. */
    private static Right rightOf(MailFacts found) {
        List<Right> rights = found.tokens().stream()
                .map(FoundToken::verdict)
                .flatMap(verdict -> switch (verdict) {
                    case TokenVerdict.Valid(var token) -> java.util.stream.Stream.of(token.right());
                    case TokenVerdict.Expired(var token) -> java.util.stream.Stream.of(token.right());
                    case TokenVerdict.Forged _, TokenVerdict.None _ -> java.util.stream.Stream.empty();
                })
                .toList();
        if (rights.contains(Right.CONFIRM)) {
            return Right.CONFIRM;
        }
        return rights.contains(Right.INTERNAL) ? Right.INTERNAL : Right.ANSWER;
    }
}
