package org.postroom.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Command;
import org.postroom.agent.CommandReader;
import org.postroom.agent.Organisation;
import org.postroom.assign.Availability;
import org.postroom.assign.AvailabilityStore;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.desk.Act;
import org.postroom.desk.AgentActs;
import org.postroom.desk.DeskRoom;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.PlannedAnswers;
import org.postroom.desk.Planning;
import org.postroom.desk.Seen;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.Way;

/** Reads what an agent's mail orders, its commands and its text as an answer or a comment, and has it carried out. */
final class OrderDesk {
    private final Supplier<Organisation> organisation;
    private final AgentActs agents;
    private final PlannedAnswers planned;
    private final AvailabilityStore availability;
    private final Correspondence correspondence;

    OrderDesk(
            Supplier<Organisation> organisation,
            DeskRoom desks,
            AvailabilityStore availability,
            Correspondence correspondence) {
        this.organisation = organisation;
        this.agents = desks.agents();
        this.planned = desks.planned();
        this.availability = availability;
        this.correspondence = correspondence;
    }

    /** @param known when the notice was written that the mail answers, or the question whose answer confirms it */
    Outcome carryOut(Transaction transaction, AgentMail mail, Instant known) {
        CommandReader.Reading reading = CommandReader.read(mail.mail().ownWords());
        List<String> faults = new ArrayList<>(reading.wrong());
        List<Act> acts = new ActReader(organisation.get(), mail, faults).acts(reading);
        if (acts.isEmpty() && faults.isEmpty() && !ofOneself(reading) && !reading.has(Command.Later.class)) {
            faults.add("There are no words of your own above the quoted text, and no command.");
        }
        if (answers(acts) && mail.ticket().customer().isEmpty()) {
            faults.add("Nobody is known who could get an answer. Begin with #note to leave a comment.");
        }
        faults.addAll(Contradictions.in(reading.commands()));
        LaterReader later = new LaterReader(organisation.get(), mail);
        Optional<PlannedAnswer.Timing> timing = later.timing(reading, answers(acts), faults);
        if (!faults.isEmpty()) {
            return new Outcome.Refused(faults);
        }
        Order order = new Order(mail.agent(), Way.MAIL, mail.ticket().id(), acts, new Seen.At(known), mail.confirmed());
        Outcome outcome = timing.filter(_ -> PlannedAnswers.canWait(order))
                .map(when -> plan(transaction, mail, order, when))
                .orElseGet(() -> agents.carryOut(transaction, order));
        if (outcome instanceof Outcome.Done done) {
            done.events().forEach(event -> mail.mail().note(sentence(event)));
            noteAvailability(transaction, mail, reading);
            tellWriter(transaction, mail, reading, answers(acts) && timing.isEmpty());
        }
        return outcome;
    }

    private Outcome plan(Transaction transaction, AgentMail mail, Order order, PlannedAnswer.Timing timing) {
        return switch (planned.plan(transaction, order, timing)) {
            case Planning.Objected(Outcome why) -> why;
            case Planning.Planned(PlannedAnswer answer) -> {
                mail.mail().note("The answer leaves on " + timing.due() + ".");
                List<NamedAddress> to = agents.recipients(
                        transaction, mail.ticket(), answer.content().cc());
                correspondence
                        .tellOfPlanned(transaction, mail, answer, to)
                        .ifPresent(asked -> planned.asked(transaction, answer, asked));
                yield new Outcome.Done(mail.ticket(), Optional.empty(), List.of());
            }
        };
    }

    /** Who would get the mail's text; nobody where it holds no answer. */
    List<NamedAddress> recipients(Transaction transaction, AgentMail mail) {
        CommandReader.Reading reading = CommandReader.read(mail.mail().ownWords());
        boolean stays = mail.right() == Right.INTERNAL
                || reading.has(Command.Note.class)
                || reading.has(Command.Forward.class)
                || mail.words(reading.text()).isEmpty();
        return stays
                ? List.of()
                : agents.recipients(transaction, mail.ticket(), mail.words("").cc());
    }

    /** Commands that are about whoever writes, and do nothing to the ticket. */
    private static boolean ofOneself(CommandReader.Reading reading) {
        return reading.has(Command.Help.class) || AvailabilityDesk.said(reading).isPresent();
    }

    private void noteAvailability(Transaction transaction, AgentMail mail, CommandReader.Reading reading) {
        AvailabilityDesk.said(reading).ifPresent(available -> {
            availability.note(transaction, mail.agent().id(), new Availability(available, mail.now(), Way.MAIL));
            mail.mail().note("Done: " + mail.agent().id() + (available ? " is available." : " is away."));
        });
    }

    private static boolean answers(List<Act> acts) {
        return acts.stream().anyMatch(Act.Answer.class::isInstance);
    }

    private static String sentence(TicketEvent event) {
        return event instanceof TicketEvent.ParticipantAdded added
                ? added.address() + " takes part from now on, being in cc."
                : "Done: " + event.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ".";
    }

    private void tellWriter(Transaction transaction, AgentMail mail, CommandReader.Reading reading, boolean answered) {
        List<String> leftOut = answered ? mail.files().leftOut() : List.of();
        if (!leftOut.isEmpty()) {
            correspondence.warn(transaction, mail, reading.text(), leftOut);
        }
        if (reading.has(Command.Help.class)) {
            correspondence.help(transaction, mail);
        }
    }
}
