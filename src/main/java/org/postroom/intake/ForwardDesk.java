package org.postroom.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.Decision;
import org.postroom.agent.Department;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.TicketAction;
import org.postroom.agent.TicketPlace;
import org.postroom.conversation.AgentIdentity;
import org.postroom.conversation.MailFacts;
import org.postroom.conversation.SenderProof;
import org.postroom.intake.ForwardReader.Forward;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;

/**
 * Customers' mails that agents forward to a department: the ticket is the customer's. What is attached, in a mail that is proven
 * to be the agent's, becomes a ticket at once; anything else is held, on a ticket that is nobody's, until the agent has said
 * that it is right.
 */
final class ForwardDesk {
    private final Supplier<Organisation> organisation;
    private final IntakeStores stores;
    private final ForwardedTickets maker;
    private final Copies copies;
    private final FloodDesk floods;

    ForwardDesk(
            Supplier<Organisation> organisation,
            IntakeStores stores,
            ForwardedTickets maker,
            Copies copies,
            FloodDesk floods) {
        this.organisation = organisation;
        this.stores = stores;
        this.maker = maker;
        this.copies = copies;
        this.floods = floods;
    }

    /**
     * What an agent hands over.
     *
     * @param group where the tickets go
     * @param covering the agent's own words, with the commands above them
     * @param mails at least one
     */
    record Handover(Agent agent, GroupId group, String covering, List<Forwarded> mails) {
        Handover {
            mails = List.copyOf(mails);
        }

        Handover of(List<Forwarded> others, String words) {
            return new Handover(agent, group, words, others);
        }

        boolean isAttached() {
            return mails.stream().allMatch(Forwarded::isAttached);
        }

        /** Whether it is known whose each of them is. */
        boolean isComplete() {
            return !mails.isEmpty()
                    && mails.stream().allMatch(one -> one.customer().isPresent());
        }
    }

    /** What a mail is to this desk. */
    sealed interface Handling {
        /** None of its business. */
        record Elsewhere() implements Handling {}

        /** It brought the mail to its end. */
        record Settled(Fate fate) implements Handling {}

        /** What it forwards is on a ticket already: it is a mail about that one, whose words are for agents. */
        record OnTicket(AgentIdentity identity) implements Handling {}
    }

    /** What came of a word on a forwarded mail that was held. */
    sealed interface Answered {
        /** The mail cannot be read any more, or its department is gone. */
        Answered GONE = new Refused(List.of("No forwarded mail is found in it any more."));

        /** It became a ticket. */
        record Made(Fate fate) implements Answered {}

        /** Nothing was done; one sentence each. */
        record Refused(List<String> reasons) implements Answered {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /** Takes a person's mail if it is from an agent's address, answers no notice, and forwards another mail. */
    Handling settle(Transaction transaction, MailCase mail, MailFacts found) {
        Optional<Agent> agent = found.sender().agent().filter(_ -> !found.belongsSomewhere());
        Optional<Forward> forward = agent.flatMap(_ -> mail.forward());
        if (forward.isEmpty()) {
            return new Handling.Elsewhere();
        }
        Optional<GroupId> group = groupFor(agent.get(), mail.department());
        if (group.isEmpty()) {
            mail.note("Forwarded by " + agent.get().id() + ", who may not make tickets in "
                    + mail.department().id() + "; it counts as the sender's own mail.");
            return new Handling.Elsewhere();
        }
        Handover handover = new Handover(
                agent.get(),
                group.get(),
                forward.get().covering(),
                forward.get().mails());
        return settle(transaction, mail, found, handover);
    }

    /** Where the agent may put a new ticket: the front line, else a group of the agent's own. */
    private Optional<GroupId> groupFor(Agent agent, Department department) {
        Policy policy = new Policy(organisation.get());
        Stream<GroupId> own =
                agent.groups().stream().filter(group -> group.department().equals(department.id()));
        return Stream.concat(Stream.of(department.frontLine()), own.sorted(Comparator.comparing(GroupId::name)))
                .filter(group ->
                        policy.allows(agent, TicketAction.CHANGE, TicketPlace.unshared(group, Optional.empty())))
                .findFirst();
    }

    private Handling settle(Transaction transaction, MailCase mail, MailFacts found, Handover handover) {
        takeTurns(transaction, handover.mails());
        boolean proven = found.sender().isProven();
        List<Ticket> known = known(transaction, handover.mails(), found);
        List<Forwarded> fresh = fresh(transaction, handover.mails(), known);
        if (fresh.isEmpty()) {
            return onTicket(mail, handover.agent(), known.getFirst(), proven);
        }
        CoveringWords words = CoveringWords.read(handover.covering(), organisation.get());
        List<String> remarks =
                new ArrayList<>(known.stream().map(ForwardDesk::alreadyThere).toList());
        Handover whole = handover.of(named(fresh, words), words.rest());
        boolean surely =
                whole.isComplete() && whole.isAttached() && words.faults().isEmpty();
        Optional<String> cutOff = LargeMail.sentence(mail.receipt());
        cutOff.ifPresent(remarks::add);
        if (proven && surely && cutOff.isEmpty()) {
            return new Handling.Settled(maker.make(transaction, mail, whole, Optional.empty(), remarks));
        }
        remarks.addAll(words.faults());
        remarks.addAll(doubts(found, whole));
        // Who only writes an agent's address into From opens no more tickets than anybody else
        Optional<Fate> flooded =
                proven ? Optional.empty() : floods.settle(transaction, mail, Article.Kind.CUSTOMER_MAIL);
        return new Handling.Settled(flooded.orElseGet(() -> maker.hold(transaction, mail, whole, remarks)));
    }

    private void takeTurns(Transaction transaction, List<Forwarded> mails) {
        copies.takeTurns(transaction, mails.stream().flatMap(one -> one.sameness().stream()));
    }

    private static List<Forwarded> named(List<Forwarded> mails, CoveringWords words) {
        return mails.stream()
                .map(one -> words.customer().map(one::of).orElse(one))
                .toList();
    }

    /** Those that are on no ticket yet. */
    private List<Forwarded> fresh(Transaction transaction, List<Forwarded> mails, List<Ticket> known) {
        return known.isEmpty()
                ? mails
                : mails.stream()
                        .filter(Forwarded::isAttached)
                        .filter(one -> maker.ticketOf(transaction, one).isEmpty())
                        .toList();
    }

    /** Why it is not done at once: what nobody proves, and what nobody knows. */
    private static List<String> doubts(MailFacts found, Handover handover) {
        List<String> doubts = new ArrayList<>();
        handover.mails().stream()
                .filter(one -> one.customer().isEmpty())
                .flatMap(one -> one.doubts().stream())
                .distinct()
                .forEach(doubts::add);
        if (!handover.isAttached()) {
            doubts.add("It stands within the text of the mail: whose it is was read there, and may be wrong.");
        } else if (found.sender().proof() == SenderProof.NOT_ASKED) {
            doubts.add("No mail server is trusted to say who a mail is from, so somebody else could have sent it.");
        } else if (found.sender().proof() == SenderProof.NOT_ALIGNED) {
            doubts.add("The mail server did not confirm that it comes from the sender's domain.");
        }
        if (found.sender().several()) {
            doubts.add("It names several senders.");
        }
        return doubts;
    }

    /**
     * What an agent says on a mail that was held.
     *
     * @param ticket on which it waits, locked
     * @param said whose it is, if that is said
     */
    record Word(Agent agent, Ticket ticket, By by, CoveringWords said, Instant now) {
        static Word of(AgentMail mail, Organisation organisation) {
            CoveringWords said = CoveringWords.read(mail.mail().ownWords(), organisation);
            return new Word(mail.agent(), mail.ticket(), mail.by(), said, mail.now());
        }
    }

    /** What comes of a word on a mail that was held. */
    Answered answered(Transaction transaction, Word word, HeldMail waiting, MailCase released) {
        Optional<Forward> forward = released.forward();
        if (forward.isEmpty()) {
            return Answered.GONE;
        }
        takeTurns(transaction, forward.get().mails());
        CoveringWords above = CoveringWords.read(forward.get().covering(), organisation.get());
        List<Forwarded> fresh = forward.get().mails().stream()
                .filter(one -> maker.ticketOf(transaction, one).isEmpty())
                .toList();
        Handover whole = new Handover(
                word.agent(),
                word.ticket().group(),
                (word.said().commands() + "\n" + above.rest()).strip(),
                named(named(fresh, above), word.said()));
        List<String> faults = faults(transaction, whole, forward.get(), word);
        if (!faults.isEmpty()) {
            return new Answered.Refused(faults);
        }
        if (!stores.held().settle(transaction, waiting, HeldMail.State.SENT, word.now())) {
            return new Answered.Refused(List.of("That mail was settled already."));
        }
        maker.released(transaction, word, waiting);
        return new Answered.Made(maker.make(transaction, released, whole, Optional.of(word.ticket()), List.of()));
    }

    private List<String> faults(Transaction transaction, Handover whole, Forward forward, Word word) {
        List<String> faults = new ArrayList<>(word.said().faults());
        Decision decision = new Policy(organisation.get())
                .decide(word.agent(), TicketAction.CHANGE, word.ticket().place());
        if (decision instanceof Decision.Refused refused) {
            faults.add(refused.sentence());
        }
        if (whole.mails().isEmpty()) {
            forward.mails().stream()
                    .flatMap(one -> maker.ticketOf(transaction, one).stream())
                    .map(ForwardDesk::alreadyThere)
                    .forEach(faults::add);
        }
        if (!whole.isComplete()) {
            faults.add(
                    "It is not known whose the forwarded mail is. Answer with a line such as: #customer carl@example.org");
        }
        return faults;
    }

    private static String alreadyThere(Ticket ticket) {
        return "A forwarded mail is on ticket " + ticket.number() + " already and opens no other.";
    }

    /** Tickets that what is forwarded is on already; of words within a text, those that the mail names. */
    private List<Ticket> known(Transaction transaction, List<Forwarded> mails, MailFacts found) {
        Stream<Ticket> named = mails.stream().allMatch(Forwarded::isAttached)
                ? Stream.empty()
                : found.candidates().stream().flatMap(id -> stores.desk().tickets().survivor(transaction, id).stream());
        return Stream.concat(mails.stream().flatMap(one -> maker.ticketOf(transaction, one).stream()), named)
                .distinct()
                .toList();
    }

    private Handling onTicket(MailCase mail, Agent agent, Ticket ticket, boolean proven) {
        boolean sees = new Policy(organisation.get()).allows(agent, TicketAction.VIEW, ticket.place());
        if (sees) {
            return new Handling.OnTicket(new AgentIdentity.Doubtful(
                    agent.id(),
                    Optional.of(ticket.id()),
                    List.of(
                            "What you forwarded belongs to this ticket already, so it opens no other one. What you wrote"
                                    + " above it would become a comment here.")));
        }
        if (proven) {
            return new Handling.OnTicket(new AgentIdentity.Barred(
                    agent.id(), ticket.id(), "What you forwarded is on this ticket already, which you may not see."));
        }
        mail.note("It forwards a mail of a ticket that " + agent.id() + " may not see; it counts as the sender's own.");
        return new Handling.Elsewhere();
    }
}
