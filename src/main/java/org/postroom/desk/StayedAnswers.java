package org.postroom.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.TicketAction;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.Attachment;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.notify.AgentReplies;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.PackedMail;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.Draft;
import org.postroom.ticket.DraftStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.Way;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of answers that waited and do not leave: nothing of them is lost, and their agents are told. */
final class StayedAnswers {
    private static final Logger log = LoggerFactory.getLogger(StayedAnswers.class);
    private static final By CLOCK = By.postroom(Way.TIMER);

    private final Supplier<Organisation> organisation;
    private final PlannedStore store;
    private final DraftStore drafts;
    private final Desks desks;
    private final AgentReplies replies;
    private final InstantSource clock;

    /** Who writes into tickets and queues mail. */
    record Desks(AgentActs acts, TicketBook book, Outbox outbox, PageMails pageMails) {}

    StayedAnswers(
            Supplier<Organisation> organisation,
            PlannedStore store,
            DraftStore drafts,
            Desks desks,
            AgentReplies replies,
            InstantSource clock) {
        this.organisation = organisation;
        this.store = store;
        this.drafts = drafts;
        this.desks = desks;
        this.replies = replies;
        this.clock = clock;
    }

    /** Holds it until its agent has said what is to be done. */
    void hold(Transaction transaction, PlannedAnswer answer, Order order, Ticket ticket, List<String> reasons) {
        store.hold(transaction, answer.id(), reasons);
        note(transaction, answer, reasons);
        List<NamedAddress> to =
                desks.acts().recipients(transaction, ticket, answer.content().cc());
        List<Attachment> files = store.attachments(transaction, answer.id());
        sender(ticket)
                .flatMap(department -> replies.held(
                        transaction,
                        new AgentReplies.About(order.agent(), department, ticket, Right.ANSWER),
                        answer.content().text(),
                        reasons,
                        to,
                        files))
                .ifPresent(question -> {
                    put(transaction, question, ticket);
                    store.asked(transaction, answer.id(), question.date());
                });
    }

    /**
     * It cannot be sent: its words go back to its agent.
     *
     * @param toldAnyway whether its agent learns of it without a mail; one who cannot open the draft gets a mail all the same
     */
    void returned(
            Transaction transaction, PlannedAnswer answer, Ticket ticket, List<String> reasons, boolean toldAnyway) {
        giveBack(transaction, answer);
        note(transaction, answer, reasons);
        if (!toldAnyway || !isSeenByAuthor(answer, ticket)) {
            tell(transaction, answer, ticket, reasons);
        }
        store.settle(transaction, answer.id(), PlannedAnswer.State.RETURNED, clock.instant());
    }

    /** Puts words, files and people in cc into the draft of its agent, before what has been begun there meanwhile. */
    void giveBack(Transaction transaction, PlannedAnswer answer) {
        Instant now = clock.instant();
        Draft.Key key = new Draft.Key(answer.sender().agent(), answer.sender().ticket(), Draft.Kind.ANSWER);
        Optional<Draft.Typed> begun = drafts.find(transaction, key).map(Draft::typed);
        String text = joined("\n\n", answer.content().text(), begun.map(Draft.Typed::text));
        String cc = joined(", ", typed(answer.content().cc()), begun.map(Draft.Typed::cc));
        drafts.save(transaction, key, new Draft.Typed(text, cc), drafts.firstSequence(transaction, key, now), now);
        for (Attachment file : store.attachments(transaction, answer.id())) {
            Draft.NewFile added = new Draft.NewFile(file.name(), file.mediaType(), PackedMail.of(file.content()));
            drafts.addFile(transaction, key, added, Long.MAX_VALUE, now);
        }
    }

    /** Whether its author may open the ticket, and so the draft. */
    boolean isSeenByAuthor(PlannedAnswer answer, Ticket ticket) {
        return organisation
                .get()
                .agent(answer.sender().agent())
                .filter(author -> isSeenBy(author, ticket))
                .isPresent();
    }

    private boolean isSeenBy(Agent agent, Ticket ticket) {
        return new Policy(organisation.get()).allows(agent, TicketAction.VIEW, ticket.place());
    }

    private static String joined(String between, String first, Optional<String> second) {
        return Stream.concat(Stream.of(first), second.stream())
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(between));
    }

    /** As the line of addresses has it; our own addresses and agents, who never take part, are left out. */
    private String typed(List<NamedAddress> people) {
        Organisation ours = organisation.get();
        return people.stream()
                .filter(who -> !ours.isOwnAddress(who.address())
                        && ours.agentOf(who.address()).isEmpty())
                .map(who -> who.name().isEmpty()
                        ? who.address().value()
                        : "\"" + who.name().replace("\"", "") + "\" <" + who.address() + ">")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Its agent is not in conf any more, or its ticket is gone: the words stay on the ticket, and admins are told. */
    Leaving orphaned(Transaction transaction, PlannedAnswer answer, Optional<Ticket> ticket) {
        AgentId author = answer.sender().agent();
        List<String> reasons =
                List.of(ticket.isEmpty() ? "The ticket is gone." : "Agent " + author + " is not in conf any more.");
        ticket.ifPresent(known -> {
            keepOn(transaction, known, answer);
            note(transaction, answer, reasons);
            admins(known).forEach(admin -> tell(transaction, admin, answer, known, reasons));
        });
        store.settle(transaction, answer.id(), PlannedAnswer.State.RETURNED, clock.instant());
        transaction.afterCommit(() -> log.atWarn()
                .addKeyValue("ticket", answer.sender().ticket().value())
                .addKeyValue("agent", author)
                .addKeyValue("fault", reasons.getFirst())
                .log("Planned answer did not leave"));
        return new Leaving.Stayed(reasons);
    }

    private void keepOn(Transaction transaction, Ticket ticket, PlannedAnswer answer) {
        List<Attachment> files = store.attachments(transaction, answer.id());
        Words words = new Words(answer.content().text(), files, answer.content().cc(), Optional.empty());
        Article.Source source = sender(ticket)
                .filter(_ -> !files.isEmpty())
                .map(department ->
                        desks.pageMails().keep(transaction, department.from(), department, ticket.subject(), words))
                .orElse(Article.Source.NONE);
        Article.Content content = new Article.Content(
                Article.Kind.COMMENT,
                Article.Visibility.INTERNAL,
                By.agent(answer.sender().agent(), answer.sender().way()),
                Article.Addresses.NONE,
                ticket.subject(),
                Optional.empty(),
                words.text(),
                source,
                files.stream().map(Article.AttachedFile::of).toList());
        desks.book().add(transaction, ticket.id(), content, ThreadIndex.Origin.RECEIVED);
    }

    private List<Agent> admins(Ticket ticket) {
        List<Agent> agents = organisation.get().agents();
        List<Agent> admins = agents.stream().filter(Agent::admin).toList();
        return admins.isEmpty()
                ? agents.stream()
                        .filter(agent -> agent.isManagerOf(ticket.department()))
                        .toList()
                : admins;
    }

    /**
     * Tells its agent by mail that it did not leave, and admins too where no conf names its department; before it is settled.
     * Who cannot open the ticket gets the files along, and nothing of the ticket but its number.
     */
    void tell(Transaction transaction, PlannedAnswer answer, Ticket ticket, List<String> reasons) {
        boolean known = organisation.get().department(ticket.department()).isPresent();
        Stream<Agent> author = organisation.get().agent(answer.sender().agent()).stream();
        Stream<Agent> others = known ? Stream.empty() : admins(ticket).stream();
        Stream.concat(author, others).distinct().forEach(agent -> tell(transaction, agent, answer, ticket, reasons));
    }

    private void tell(Transaction transaction, Agent agent, PlannedAnswer answer, Ticket ticket, List<String> reasons) {
        AgentReplies.Kept kept = isSeenBy(agent, ticket)
                ? new AgentReplies.Kept.OnPage()
                : new AgentReplies.Kept.Nowhere(store.attachments(transaction, answer.id()));
        sender(ticket)
                .flatMap(department -> replies.returned(
                        transaction,
                        new AgentReplies.About(agent, department, ticket, Right.INTERNAL),
                        answer.content().text(),
                        reasons,
                        kept))
                .ifPresent(letter -> put(transaction, letter, ticket));
    }

    private void put(Transaction transaction, OutgoingMail letter, Ticket ticket) {
        desks.outbox()
                .put(
                        transaction,
                        letter,
                        OutboundKind.NOTICE,
                        sender(ticket).orElseThrow(),
                        ticket.id(),
                        Optional.empty());
    }

    /** In whose name agents are told: the ticket's department, or, where conf has it no more, another one. */
    private Optional<Department> sender(Ticket ticket) {
        Organisation now = organisation.get();
        return now.department(ticket.department())
                .or(() -> now.departments().stream().filter(Department::enabled).findFirst());
    }

    private void note(Transaction transaction, PlannedAnswer answer, List<String> reasons) {
        TicketEvent stayed = new TicketEvent.AnswerStayed(CLOCK, answer.sender().agent(), String.join(" ", reasons));
        desks.book().note(transaction, answer.sender().ticket(), stayed, Optional.empty());
    }
}
