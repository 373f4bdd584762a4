package org.postroom.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.notify.HandOver;
import org.postroom.notify.Note;
import org.postroom.notify.NoticeWriter;
import org.postroom.notify.NoticeWriter.FailedDelivery;
import org.postroom.notify.TicketNews;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.storage.Transaction;
import org.postroom.template.TemplateName;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.FailingAddresses;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;

/** Tells agents what happened on a ticket. */
public final class NoticeDesk {
    /** How many earlier mails whoever a ticket comes to is told; the page has all. */
    private static final int MOST_EARLIER = 10;

    private final Supplier<Organisation> organisation;
    private final NoticeWriter writer;
    private final Outbox outbox;
    private final TicketStore tickets;
    private final ArticleStore articles;
    private final FailingAddresses failing;

    NoticeDesk(Supplier<Organisation> organisation, NoticeWriter writer, Outbox outbox, DeskStores stores) {
        this.organisation = organisation;
        this.writer = writer;
        this.outbox = outbox;
        this.tickets = stores.tickets();
        this.articles = stores.articles();
        this.failing = stores.failing();
    }

    /**
     * Words of a customer that agents are to know.
     *
     * @param department in whose name they are told
     * @param files that came along, with their bytes
     * @param notes what agents should know beside the text
     */
    public record Arrival(
            Department department, Ticket ticket, Article article, List<Attachment> files, List<Note> notes) {
        public Arrival {
            files = List.copyOf(files);
            notes = List.copyOf(notes);
        }
    }

    /** A ticket begins. */
    public void tellOfNewTicket(Transaction transaction, Arrival arrival) {
        tell(transaction, TemplateName.AGENT_NEW_TICKET, arrival);
    }

    /** Somebody who takes part wrote. */
    public void tellOfReply(Transaction transaction, Arrival arrival) {
        tell(transaction, TemplateName.AGENT_REPLY, arrival);
    }

    private void tell(Transaction transaction, TemplateName template, Arrival arrival) {
        Ticket ticket = arrival.ticket();
        List<Note> notes = new ArrayList<>(arrival.notes());
        failingNote(transaction, ticket).map(Note::of).ifPresent(notes::add);
        TicketNews news = new TicketNews(
                template,
                arrival.department(),
                ticket,
                arrival.article(),
                arrival.files(),
                notes,
                answersOn(transaction, ticket.id()));
        writer.ofMessage(transaction, news, articles.writers(transaction, ticket.id()))
                .forEach(notice ->
                        put(transaction, notice, arrival.department(), ticket.id(), Optional.of(arrival.article())));
    }

    /**
     * An agent left a comment, perhaps with a hand-over, of which who gets the ticket is told already.
     *
     * @param events what was done with it
     */
    void tellOfComment(Transaction transaction, TicketId id, Article comment, List<TicketEvent> events, Agent by) {
        Ticket ticket = tickets.find(transaction, id).orElseThrow();
        Optional<Department> department = organisation.get().department(ticket.department());
        List<Article> latestFirst = articles.articles(transaction, id).reversed();
        if (department.isEmpty()) {
            return;
        }
        Article told = latestPublic(latestFirst);
        TicketNews news = new TicketNews(
                TemplateName.AGENT_COMMENT,
                department.get(),
                ticket,
                told,
                List.of(),
                List.of(),
                answersOn(transaction, id),
                new TicketNews.Handed(Optional.of(said(comment)), earlier(latestFirst, told)));
        Set<AgentId> except = new HashSet<>(Set.of(by.id()));
        events.stream()
                .flatMap(event -> HandOver.of(event).stream())
                .forEach(handOver -> except.addAll(writer.told(handOver, ticket)));
        writer.ofComment(transaction, news, articles.writers(transaction, id), except)
                .forEach(notice -> put(transaction, notice, department.get(), id, Optional.empty()));
    }

    private Optional<String> failingNote(Transaction transaction, Ticket ticket) {
        return ticket.customer()
                .flatMap(customer -> failing.find(transaction, customer.address()))
                .map(known -> "Mail to " + known.address() + " did not arrive lately (" + known.status() + ").");
    }

    /** An answer did not reach somebody. */
    public void tellOfFailedDelivery(
            Transaction transaction, TicketId id, OutboundMail ours, EmailAddress address, String reason) {
        Optional<Ticket> ticket = tickets.find(transaction, id);
        Optional<Department> department =
                ticket.flatMap(found -> organisation.get().department(found.department()));
        if (ticket.isEmpty() || department.isEmpty()) {
            return;
        }
        String subject = ours.about()
                .article()
                .flatMap(article -> articles.find(transaction, article))
                .map(article -> article.content().subject())
                .orElse(ticket.get().subject());
        FailedDelivery failed =
                new FailedDelivery(department.get(), ticket.get(), address, reason, subject, ours.queuedAt());
        writer.ofFailedDelivery(transaction, failed)
                .forEach(notice -> put(transaction, notice, department.get(), id, Optional.empty()));
    }

    /**
     * The ticket came to somebody, who is told what the latest public words on it are: to an agent it was given to, to the
     * group it was transferred to, to a department it was shared with.
     *
     * @param events what was done, of which some may be hand-overs
     * @param said what the agent wrote to colleagues with it
     */
    void tellOfHandOvers(
            Transaction transaction, TicketId id, List<TicketEvent> events, Agent by, Optional<Article> said) {
        List<HandOver> handOvers =
                events.stream().flatMap(event -> HandOver.of(event).stream()).toList();
        tell(transaction, id, handOvers, Optional.of(by), said);
    }

    /**
     * A rule may have given the ticket to an agent, who is told so where no other notice told it: that it came by a transfer,
     * which whoever made it is not told.
     *
     * @param events what was done before
     */
    void tellOfRule(Transaction transaction, HandedOut now, List<TicketEvent> events, Agent by) {
        boolean came = events.stream().anyMatch(TicketEvent.Transferred.class::isInstance);
        Optional<AgentId> to = now.ticket().assignee().filter(_ -> now.event().isPresent());
        to.filter(agent -> !came || agent.equals(by.id()))
                .ifPresent(agent -> tell(
                        transaction,
                        now.ticket().id(),
                        List.of(new HandOver.Given(agent)),
                        Optional.empty(),
                        Optional.empty()));
    }

    /**
     * An answer is owed on a ticket again, since another one became part of it: whoever has it is told as of a reply, unless a
     * rule has just given it to somebody, who is told so, or it is the agent's own who did it.
     *
     * @param merged what became part of it
     * @param owed what is to be answered
     */
    void tellOfMerged(Transaction transaction, HandedOut now, Ticket merged, Article owed, Agent by) {
        Ticket ticket = now.ticket();
        boolean knows = now.event().isPresent()
                || ticket.assignee().filter(by.id()::equals).isPresent();
        if (!knows) {
            Note why = Note.of(merged.number() + " became part of this ticket, and this was not answered there.");
            organisation
                    .get()
                    .department(ticket.department())
                    .map(department -> new Arrival(department, ticket, owed, List.of(), List.of(why)))
                    .ifPresent(arrival -> tellOfReply(transaction, arrival));
        }
    }

    private void tell(
            Transaction transaction,
            TicketId id,
            List<HandOver> handOvers,
            Optional<Agent> by,
            Optional<Article> said) {
        if (handOvers.isEmpty()) {
            return;
        }
        Ticket ticket = tickets.find(transaction, id).orElseThrow();
        Optional<Department> department = organisation.get().department(ticket.department());
        List<Article> latestFirst = articles.articles(transaction, id).reversed();
        if (department.isEmpty() || latestFirst.isEmpty()) {
            return;
        }
        List<TicketNews.Answered> answers = answersOn(transaction, id);
        for (HandOver handOver : handOvers) {
            boolean asks = handOver instanceof HandOver.Forwarded && said.isEmpty();
            Article told = asks ? latestFirst.getFirst() : latestPublic(latestFirst);
            TicketNews news = new TicketNews(
                    handOver.template(),
                    department.get(),
                    ticket,
                    told,
                    List.of(),
                    List.of(),
                    answers,
                    new TicketNews.Handed(said.map(this::said), earlier(latestFirst, told)));
            writer.ofHandOver(transaction, news, handOver, by)
                    .forEach(notice -> put(transaction, notice, department.get(), id, Optional.empty()));
        }
    }

    private TicketNews.Said said(Article article) {
        return new TicketNews.Said(nameOf(article), article.content().text());
    }

    private static List<Article> earlier(List<Article> latestFirst, Article told) {
        return latestFirst.stream()
                .filter(article -> !article.id().equals(told.id()))
                .filter(article -> article.content().kind() == Article.Kind.CUSTOMER_MAIL
                        || article.content().kind() == Article.Kind.ANSWER)
                .limit(MOST_EARLIER)
                .toList();
    }

    /** The latest public words; the latest at all where there are no public ones. */
    private static Article latestPublic(List<Article> latestFirst) {
        return latestFirst.stream()
                .filter(article -> article.content().visibility() == Article.Visibility.PUBLIC)
                .findFirst()
                .orElse(latestFirst.getFirst());
    }

    private void put(
            Transaction transaction,
            OutgoingMail notice,
            Department department,
            TicketId ticket,
            Optional<Article> article) {
        outbox.put(transaction, notice, OutboundKind.NOTICE, department, ticket, article.map(Article::id));
    }

    private List<TicketNews.Answered> answersOn(Transaction transaction, TicketId ticket) {
        return articles.answersAfter(transaction, ticket, Instant.EPOCH).stream()
                .map(article -> new TicketNews.Answered(nameOf(article), article.at()))
                .toList();
    }

    private String nameOf(Article article) {
        return article.content().by().actor() instanceof Actor.Agent(AgentId id)
                ? organisation.get().agent(id).map(Agent::name).orElse(id.value())
                : article.content().by().actor().toString();
    }
}
