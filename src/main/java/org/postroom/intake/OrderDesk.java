package org.postroom.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.Command;
import org.postroom.agent.CommandReader;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.conversation.ThreadIndex;
import org.postroom.desk.AnswerDesk;
import org.postroom.desk.DeskRoom;
import org.postroom.desk.NoticeDesk;
import org.postroom.desk.TicketBook;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.Transition;

/** Carries out what an agent's mail says: its commands, and its text as an answer or a comment; all of it or nothing. */
final class OrderDesk {
    private final Supplier<Organisation> organisation;
    private final TicketBook book;
    private final AnswerDesk answers;
    private final NoticeDesk notices;
    private final Correspondence correspondence;

    OrderDesk(Supplier<Organisation> organisation, DeskRoom desks, Correspondence correspondence) {
        this.organisation = organisation;
        this.book = desks.book();
        this.answers = desks.answers();
        this.notices = desks.notices();
        this.correspondence = correspondence;
    }

    /** What came of an agent's mail. */
    sealed interface Outcome {
        /** All of it was done. */
        record Done(Fate fate) implements Outcome {}

        /** Nothing was done yet; its agent has to confirm. */
        record Held(List<String> reasons) implements Outcome {}

        /** Nothing was done. */
        record Refused(List<String> reasons) implements Outcome {}
    }

    /** What a mail amounts to: events in the order in which they happen. */
    private record Plan(CommandReader.Reading reading, boolean answer, boolean comment, List<TicketEvent> events) {}

    /** @param noticeWritten when the notice was written that the mail answers */
    Outcome carryOut(Transaction transaction, AgentMail mail, Optional<Instant> noticeWritten) {
        CommandReader.Reading reading = CommandReader.read(mail.mail().ownWords());
        if (!reading.wrong().isEmpty()) {
            return new Outcome.Refused(reading.wrong());
        }
        List<String> faults = new ArrayList<>();
        Plan plan = plan(mail, reading, faults);
        if (plan.events().isEmpty() && !reading.has(Command.Help.class)) {
            faults.add("There are no words of your own above the quoted text, and no command.");
        }
        if (plan.answer() && mail.ticket().customer().isEmpty()) {
            faults.add("Nobody is known who could get an answer. Begin with #note to leave a comment.");
        }
        refusal(mail.ticket(), plan.events(), mail.now()).ifPresent(faults::add);
        if (!faults.isEmpty()) {
            return new Outcome.Refused(faults);
        }
        List<String> doubts = plan.answer() && !mail.confirmed()
                ? answers.doubts(transaction, answering(mail, reading.text()), noticeWritten)
                : List.of();
        return doubts.isEmpty() ? carryOut(transaction, mail, plan) : new Outcome.Held(doubts);
    }

    /** Who would get the mail's text. */
    List<NamedAddress> recipients(Transaction transaction, AgentMail mail) {
        return mail.right() == Right.INTERNAL
                ? List.of()
                : answers.recipients(transaction, mail.ticket(), mail.words("").cc());
    }

    private Plan plan(AgentMail mail, CommandReader.Reading reading, List<String> faults) {
        List<TicketEvent> events = new ArrayList<>();
        for (Command command : reading.commands()) {
            switch (command) {
                case Command.Take _ -> takenBy(mail, mail.agent()).ifPresent(events::add);
                case Command.Assign(String who) ->
                    agentCalled(who, mail.ticket(), faults)
                            .flatMap(agent -> takenBy(mail, agent))
                            .ifPresent(events::add);
                case Command.Close _, Command.Note _, Command.Help _ -> {}
            }
        }
        boolean words = !reading.text().isEmpty() || !mail.files().passedOn().isEmpty();
        boolean internal = mail.right() == Right.INTERNAL || reading.has(Command.Note.class);
        if (words) {
            events.add(internal ? new TicketEvent.Commented(mail.by()) : new TicketEvent.Answered(mail.by()));
        }
        if (reading.has(Command.Close.class)) {
            events.add(new TicketEvent.Closed(mail.by()));
        }
        return new Plan(reading, words && !internal, words && internal, List.copyOf(events));
    }

    /** Nothing happens when the ticket is the agent's already. */
    private static Optional<TicketEvent> takenBy(AgentMail mail, Agent agent) {
        if (mail.ticket().assignee().filter(agent.id()::equals).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                agent.id().equals(mail.agent().id())
                        ? new TicketEvent.Taken(mail.by(), agent.id())
                        : new TicketEvent.Assigned(mail.by(), agent.id()));
    }

    private Optional<Agent> agentCalled(String who, Ticket ticket, List<String> faults) {
        List<Agent> members = organisation.get().membersOf(ticket.department());
        Optional<Agent> found =
                members.stream().filter(agent -> isCalled(agent, who)).findFirst();
        if (found.isEmpty()) {
            faults.add("Nobody called \"" + who + "\" works in department " + ticket.department() + ". There are: "
                    + String.join(
                            ", ",
                            members.stream().map(agent -> agent.id().value()).toList()) + ".");
        }
        return found;
    }

    private static boolean isCalled(Agent agent, String who) {
        String name = who.startsWith("@") ? who.substring(1) : who;
        return agent.id().value().equals(name.toLowerCase(Locale.ROOT))
                || agent.name().equalsIgnoreCase(name)
                || EmailAddress.parse(name).filter(agent.addresses()::contains).isPresent();
    }

    /** Why one of these events could not happen after those before it. */
    private static Optional<String> refusal(Ticket ticket, List<TicketEvent> events, Instant now) {
        Ticket then = ticket;
        for (TicketEvent event : events) {
            switch (then.on(event, now)) {
                case Transition.Refused(String reason) -> {
                    return Optional.of(reason);
                }
                case Transition.Moved(Ticket moved) -> then = moved;
            }
        }
        return Optional.empty();
    }

    private Outcome carryOut(Transaction transaction, AgentMail mail, Plan plan) {
        Optional<Article> article = article(transaction, mail, plan);
        for (TicketEvent event : plan.events()) {
            boolean about = event instanceof TicketEvent.Answered || event instanceof TicketEvent.Commented;
            book.note(transaction, mail.ticket().id(), event, about ? article : Optional.empty());
            mail.mail().note("Done: " + event.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ".");
        }
        tellOthers(transaction, mail, plan);
        return new Outcome.Done(
                new Fate(Disposition.ADDED, Optional.of(mail.ticket().id()), article.map(Article::id)));
    }

    private Optional<Article> article(Transaction transaction, AgentMail mail, Plan plan) {
        String text = plan.reading().text();
        if (plan.answer()) {
            AnswerDesk.Given given = answers.answer(transaction, answering(mail, text));
            given.joined().forEach(who -> mail.mail().note(who.address() + " takes part from now on, being in cc."));
            return Optional.of(given.article());
        }
        return plan.comment() ? Optional.of(comment(transaction, mail, text)) : Optional.empty();
    }

    private AnswerDesk.Answering answering(AgentMail mail, String text) {
        return new AnswerDesk.Answering(mail.agent(), mail.by(), departmentOf(mail), mail.ticket(), mail.words(text));
    }

    private Department departmentOf(AgentMail mail) {
        return correspondence.departmentOf(mail.ticket(), mail.mail().department());
    }

    private Article comment(Transaction transaction, AgentMail mail, String text) {
        Article.Content content = mail.mail().carrier().content(Kind.COMMENT, Visibility.INTERNAL, mail.by(), text);
        return book.add(transaction, mail.ticket().id(), content, ThreadIndex.Origin.RECEIVED);
    }

    private void tellOthers(Transaction transaction, AgentMail mail, Plan plan) {
        plan.events().stream()
                .filter(TicketEvent.Assigned.class::isInstance)
                .map(TicketEvent.Assigned.class::cast)
                .forEach(assigned -> notices.tellOfAssignment(
                        transaction, departmentOf(mail), mail.ticket().id(), assigned.to(), mail.agent()));
        List<String> leftOut = plan.answer() ? mail.files().leftOut() : List.of();
        if (!leftOut.isEmpty()) {
            correspondence.warn(transaction, mail, plan.reading().text(), leftOut);
        }
        if (plan.reading().has(Command.Help.class)) {
            correspondence.help(transaction, mail);
        }
    }
}
