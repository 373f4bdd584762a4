package org.postroom.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.CommandReader;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.AutoAnswer;
import org.postroom.autoreply.AutoReplyFacts;
import org.postroom.autoreply.Enquiry;
import org.postroom.autoreply.Occasion;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.desk.DeskRoom;
import org.postroom.desk.HandedOut;
import org.postroom.desk.NoticeDesk;
import org.postroom.desk.Outbox;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.TicketBook;
import org.postroom.intake.Findings.Answering;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.notify.AgentReplies;
import org.postroom.notify.Note;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.Transaction;
import org.postroom.storm.WithheldAnswer;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.Way;

/** Automatic answers to customers, and what agents are told of a mail that came. */
final class Correspondence {
    private static final By POSTROOM = By.postroom(Way.RULE);

    private final Supplier<Organisation> organisation;
    private final IntakeWriters writers;
    private final Outbox outbox;
    private final TicketBook book;
    private final NoticeDesk notices;

    Correspondence(Supplier<Organisation> organisation, IntakeWriters writers, DeskRoom desks) {
        this.organisation = organisation;
        this.writers = writers;
        this.outbox = desks.outbox();
        this.book = desks.book();
        this.notices = desks.notices();
    }

    /** Answers the customer automatically, if a mail may be sent, and writes down that it was, or why not. */
    void answerAutomatically(Transaction transaction, MailCase mail, Ticket ticket, Occasion occasion) {
        switch (writers.responder().answer(transaction, enquiry(mail, ticket, occasion))) {
            case AutoAnswer.Withheld(String reason) -> withheld(transaction, mail, ticket, reason);
            case AutoAnswer.OverLimit over -> {
                withheld(transaction, mail, ticket, over.reason());
                writers.storms().withheld(transaction, over.limit(), wish(mail, ticket, occasion, over.to()));
            }
            case AutoAnswer.Written written -> written(transaction, mail, ticket, written);
        }
    }

    /** Answers a mail that was not answered before since there were too many; what came of it. */
    AutoAnswer answerAfterAll(Transaction transaction, MailCase mail, Ticket ticket, Occasion occasion) {
        AutoAnswer answer = writers.responder().answerAfterAll(transaction, enquiry(mail, ticket, occasion));
        if (answer instanceof AutoAnswer.Written written) {
            written(transaction, mail, ticket, written);
        }
        return answer;
    }

    private static Enquiry enquiry(MailCase mail, Ticket ticket, Occasion occasion) {
        return new Enquiry(
                mail.department(),
                mail.mail(),
                new AutoReplyFacts.Verdict(
                        mail.kind().mayAutoRespond(), mail.kind().reason()),
                occasion,
                Optional.of(new Enquiry.TicketRef(ticket.id(), ticket.number())));
    }

    /** A mail within a mail has no receipt of its own, by which it could be answered later. */
    private static WithheldAnswer.Wish wish(MailCase mail, Ticket ticket, Occasion occasion, EmailAddress to) {
        return new WithheldAnswer.Wish(
                to,
                mail.department().id(),
                ticket.id(),
                occasion == Occasion.FORWARDED
                        ? Optional.empty()
                        : Optional.of(mail.receipt().id().value()),
                occasion);
    }

    private void withheld(Transaction transaction, MailCase mail, Ticket ticket, String reason) {
        mail.trace().answered(Answering.WITHHELD, "No automatic answer: " + reason + ".");
        mail.senderAddress()
                .ifPresent(to -> book.note(
                        transaction,
                        ticket.id(),
                        new TicketEvent.AutomaticMailSuppressed(POSTROOM, to, reason),
                        Optional.empty()));
    }

    private void written(Transaction transaction, MailCase mail, Ticket ticket, AutoAnswer.Written written) {
        EmailAddress to = written.mail().recipients().envelope().getFirst();
        mail.trace().answered(Answering.SENT, "Automatic answer \"" + written.template() + "\" to " + to + ".");
        outbox.put(
                transaction, written.mail(), OutboundKind.AUTOMATIC, mail.department(), ticket.id(), Optional.empty());
        book.note(
                transaction,
                ticket.id(),
                new TicketEvent.AutoResponseSent(
                        POSTROOM, to, written.template().toString()),
                Optional.empty());
    }

    /** @param why what the related tickets have to do with it, one sentence; empty when there are none */
    void tellOfNewTicket(
            Transaction transaction,
            MailCase mail,
            HandedOut handedOut,
            Article article,
            List<Ticket> related,
            String why) {
        List<Note> notes = related.stream().map(other -> Note.of(other, why)).toList();
        notices.tellOfNewTicket(transaction, arrival(mail, handedOut, article, notes));
    }

    /** @param why what becomes of the sender's mails, one sentence */
    void tellOfFlood(Transaction transaction, MailCase mail, HandedOut handedOut, Article article, String why) {
        notices.tellOfNewTicket(transaction, arrival(mail, handedOut, article, List.of(Note.of(why))));
    }

    void tellOfReply(Transaction transaction, MailCase mail, HandedOut handedOut, Article article) {
        notices.tellOfReply(transaction, arrival(mail, handedOut, article, List.of()));
    }

    private NoticeDesk.Arrival arrival(MailCase mail, HandedOut handedOut, Article article, List<Note> notes) {
        Ticket ticket = handedOut.ticket();
        handedOut.trace().ifPresent(mail::note);
        List<Note> all = new ArrayList<>(notes);
        handedOut.note().map(Note::of).ifPresent(all::add);
        mail.oddities().forEach(oddity -> all.add(Note.of(oddity)));
        return new NoticeDesk.Arrival(
                departmentOf(ticket, mail.department()),
                ticket,
                article,
                mail.mail().content().attachments(),
                all);
    }

    /** Asks what is to become of a mail; returns when it was asked, which the answer's token tells again, to the second. */
    Instant tellOfHeldMail(
            Transaction transaction, AgentMail mail, String text, List<String> reasons, List<NamedAddress> to) {
        Optional<OutgoingMail> request = writers.replies()
                .held(transaction, about(mail), text, reasons, to, mail.files().passedOn());
        reply(transaction, mail, request);
        return request.map(OutgoingMail::date).orElse(mail.now());
    }

    /** Asks whether a ticket shall be made of what was forwarded; returns when, as {@link #tellOfHeldMail}. */
    Instant tellOfForward(
            Transaction transaction, AgentMail mail, ForwardDesk.Handover handover, List<String> reasons) {
        Optional<OutgoingMail> request = writers.replies()
                .forwarded(
                        transaction,
                        about(mail),
                        handover.covering(),
                        reasons,
                        handover.mails().stream().map(Forwarded::proposed).toList());
        reply(transaction, mail, request);
        return request.map(OutgoingMail::date).orElse(mail.now());
    }

    /** Tells when an answer leaves; returns when that was told, as the answer's token tells again, unless it was not. */
    Optional<Instant> tellOfPlanned(
            Transaction transaction, AgentMail mail, PlannedAnswer answer, List<NamedAddress> to) {
        Instant due = answer.timing().due();
        boolean scheduled = answer.timing().kind() == PlannedAnswer.Kind.SCHEDULED;
        Optional<OutgoingMail> told = writers.replies()
                .planned(
                        transaction,
                        about(mail),
                        answer.content().text(),
                        new AgentReplies.Leaving(due, scheduled, Duration.between(mail.now(), due)),
                        new AgentReplies.Preview(to, mail.files().passedOn()),
                        mail.files().leftOut());
        reply(transaction, mail, told);
        return told.map(OutgoingMail::date);
    }

    void tellOfRefusedMail(Transaction transaction, AgentMail mail, List<String> reasons) {
        reply(
                transaction,
                mail,
                writers.replies()
                        .refused(
                                transaction,
                                about(mail),
                                mail.mail().newText(),
                                reasons,
                                CommandReader.read(mail.mail().ownWords()).understood()));
    }

    void warn(Transaction transaction, AgentMail mail, String text, List<String> warnings) {
        reply(transaction, mail, writers.replies().accepted(transaction, about(mail), text, warnings));
    }

    void help(Transaction transaction, AgentMail mail) {
        reply(transaction, mail, writers.replies().help(transaction, about(mail)));
    }

    private void reply(Transaction transaction, AgentMail mail, Optional<OutgoingMail> reply) {
        if (reply.isEmpty()) {
            mail.mail().note("The agent is not told: the limit of answers to an agent's mails is reached.");
            return;
        }
        outbox.put(
                transaction,
                reply.get(),
                OutboundKind.NOTICE,
                departmentOf(mail.ticket(), mail.mail().department()),
                mail.ticket().id(),
                Optional.empty());
    }

    private AgentReplies.About about(AgentMail mail) {
        boolean nobodyToAnswer =
                mail.right() == Right.ANSWER && mail.ticket().customer().isEmpty();
        return new AgentReplies.About(
                mail.agent(),
                departmentOf(mail.ticket(), mail.mail().department()),
                mail.ticket(),
                nobodyToAnswer ? Right.INTERNAL : mail.right(),
                mail.surety() == Surety.ANYBODYS);
    }

    /** The ticket's own department; a mail may have come by another's mailbox. */
    private Department departmentOf(Ticket ticket, Department otherwise) {
        return organisation.get().department(ticket.department()).orElse(otherwise);
    }
}
