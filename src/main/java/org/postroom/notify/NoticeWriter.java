package org.postroom.notify;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.SharingLevel;
import org.postroom.agent.TicketAction;
import org.postroom.autoreply.DepartmentModel;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.SendBudget;
import org.postroom.autoreply.SendBudget.Grant;
import org.postroom.autoreply.TicketLinks;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.conversation.ReplyTokens;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.template.Model;
import org.postroom.template.TemplateName;
import org.postroom.template.Templates;
import org.postroom.ticket.Ticket;

/**
 * Writes notices of what happened on a ticket: one mail for each agent concerned, as long as the agent's budget lasts. Agents
 * concerned are the assignee, else the ticket's group, else those of its department who may answer it, else the
 * administrators.
 */
public final class NoticeWriter {
    /** The live conf this needs. */
    public record Settings(
            Supplier<Organisation> organisation,
            Function<DepartmentId, NoticeSettings> notices,
            Supplier<NoticeLimits> limits) {}

    /** What mails are written with. */
    public record Writing(Templates templates, ReplyTokens tokens, TicketLinks links, Ids ids) {}

    private final Settings settings;
    private final Writing writing;
    private final LetterWriter letters;
    private final SendBudget budget;
    private final InstantSource clock;

    public NoticeWriter(Settings settings, Writing writing, SendBudget budget, InstantSource clock) {
        this.settings = settings;
        this.writing = writing;
        this.letters = new LetterWriter(settings.organisation(), writing);
        this.budget = budget;
        this.clock = clock;
    }

    /** Who tells agents what became of something of theirs, with the same conf. */
    public AgentReplies replies() {
        return new AgentReplies(settings.organisation(), writing, settings.limits(), budget, clock);
    }

    /**
     * The notices of a customer's mail, to be queued in the same transaction.
     *
     * @param writers who wrote on the ticket before; those of departments that it is shared with are told too
     */
    public List<OutgoingMail> ofMessage(Transaction transaction, TicketNews news, Set<AgentId> writers) {
        if (!noticeSettings(news.ticket()).sends(news.template())) {
            return List.of();
        }
        Stream<Agent> sharing = writing(news.ticket(), writers)
                .filter(agent -> !agent.isIn(news.ticket().department()));
        return Stream.concat(concerned(news.ticket()).stream(), sharing)
                .distinct()
                .flatMap(agent -> write(transaction, news, agent, right(news.ticket(), agent), Model.EMPTY).stream())
                .toList();
    }

    /**
     * The notices of a colleague's comment: to whoever has the ticket, and to who wrote on it before. What they answer stays
     * inside.
     *
     * @param writers who wrote on the ticket before
     * @param except who wrote it, and who is told of it in another way
     */
    public List<OutgoingMail> ofComment(
            Transaction transaction, TicketNews news, Set<AgentId> writers, Set<AgentId> except) {
        if (!noticeSettings(news.ticket()).sends(news.template())) {
            return List.of();
        }
        Set<AgentId> concerned = new HashSet<>(writers);
        news.ticket().assignee().ifPresent(concerned::add);
        concerned.removeAll(except);
        return writing(news.ticket(), concerned)
                .flatMap(agent -> write(transaction, news, agent, Right.INTERNAL, Model.EMPTY).stream())
                .toList();
    }

    /** Those of these agents who may still see the ticket. */
    private Stream<Agent> writing(Ticket ticket, Set<AgentId> writers) {
        return settings.organisation().get().agents().stream()
                .filter(agent -> writers.contains(agent.id()))
                .filter(agent -> policy().allows(agent, TicketAction.VIEW, ticket.place()));
    }

    /**
     * The notices to whom a ticket was handed over; not to whoever did it. The department it comes to may want none.
     *
     * @param by empty when a rule did it
     */
    public List<OutgoingMail> ofHandOver(
            Transaction transaction, TicketNews news, HandOver handOver, Optional<Agent> by) {
        Organisation now = settings.organisation().get();
        List<Agent> to = to(handOver, news.ticket());
        Model model = handOver.model(by, now);
        DepartmentId theirs = handOver instanceof HandOver.Shared shared
                ? shared.with()
                : news.ticket().department();
        return settings.notices().apply(theirs).sends(news.template())
                ? to.stream()
                        .filter(agent ->
                                by.map(Agent::id).filter(agent.id()::equals).isEmpty())
                        .flatMap(agent -> write(transaction, news, agent, right(news.ticket(), agent), model).stream())
                        .toList()
                : List.of();
    }

    /** Who gets a notice of a hand-over, unless they did it themselves. */
    public Set<AgentId> told(HandOver handOver, Ticket ticket) {
        return to(handOver, ticket).stream().map(Agent::id).collect(Collectors.toSet());
    }

    private List<Agent> to(HandOver handOver, Ticket ticket) {
        Organisation now = settings.organisation().get();
        return switch (handOver) {
            case HandOver.Given(AgentId agent) -> now.agent(agent).stream().toList();
            case HandOver.Forwarded(AgentId agent) -> now.agent(agent).stream().toList();
            case HandOver.Transferred _ -> concerned(ticket);
            case HandOver.Shared(DepartmentId with, SharingLevel _) -> now.membersOf(with);
        };
    }

    private Optional<OutgoingMail> write(
            Transaction transaction, TicketNews news, Agent agent, Right right, Model more) {
        return withinBudget(transaction, agent).map(withheld -> {
            List<Attachment> attached = attached(news);
            Model model = new NoticeModel(policy(), news, agent)
                    .with(attached)
                    .with("notices.withheld", withheld == 0 ? "" : String.valueOf(withheld))
                    .and(more);
            return letters.write(
                    new AgentLetter(news.template(), agent, news.department(), news.ticket(), right, model, attached),
                    clock.instant());
        });
    }

    /** What the agent's reply to a notice may become: nobody can be answered, or the agent may not. */
    private Right right(Ticket ticket, Agent agent) {
        boolean answers = ticket.customer().isPresent() && policy().allows(agent, TicketAction.ANSWER, ticket.place());
        return answers ? Right.ANSWER : Right.INTERNAL;
    }

    /** The notices that a mail of ours did not reach somebody. A reply to it stays inside. */
    public List<OutgoingMail> ofFailedDelivery(Transaction transaction, FailedDelivery failed) {
        TemplateName template = TemplateName.AGENT_DELIVERY_FAILED;
        if (!noticeSettings(failed.ticket()).sends(template)) {
            return List.of();
        }
        return concerned(failed.ticket()).stream()
                .filter(agent -> withinBudget(transaction, agent).isPresent())
                .map(agent -> letters.write(
                        new AgentLetter(
                                template,
                                agent,
                                failed.department(),
                                failed.ticket(),
                                Right.INTERNAL,
                                model(failed, agent),
                                List.of()),
                        clock.instant()))
                .toList();
    }

    /**
     * A mail of ours that did not arrive.
     *
     * @param reason what the server said, or why it was given up
     */
    public record FailedDelivery(
            Department department,
            Ticket ticket,
            EmailAddress address,
            String reason,
            String subject,
            Instant written) {}

    private static Model model(FailedDelivery failed, Agent agent) {
        return Model.EMPTY
                .with("failed.address", failed.address().value())
                .with("failed.reason", failed.reason())
                .with("failed.subject", failed.subject())
                .with("failed.date", DepartmentModel.moment(failed.written(), failed.department(), agent.language()));
    }

    private List<Agent> concerned(Ticket ticket) {
        Organisation now = settings.organisation().get();
        List<Agent> assignee = ticket.assignee().flatMap(now::agent).stream().toList();
        List<Agent> group = now.membersOf(ticket.group());
        List<Agent> department = now.membersOf(ticket.department()).stream()
                .filter(agent -> policy().allows(agent, TicketAction.ANSWER, ticket.place()))
                .toList();
        List<Agent> admins = now.agents().stream().filter(Agent::admin).toList();
        return List.of(assignee, group, department, admins).stream()
                .filter(agents -> !agents.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private NoticeSettings noticeSettings(Ticket ticket) {
        return settings.notices().apply(ticket.department());
    }

    /** How many notices were withheld before this one; empty when this one is, too. */
    private Optional<Long> withinBudget(Transaction transaction, Agent agent) {
        NoticeLimits limits = settings.limits().get();
        Limit limit = Limit.ofNotices(agent.id(), limits.perAgent(), limits.window());
        return switch (budget.take(transaction, List.of(limit), clock.instant())) {
            case Grant.Granted(long withheldBefore) -> Optional.of(withheldBefore);
            case Grant.Exhausted _ -> Optional.empty();
        };
    }

    /** As many of the files as fit, in their order. */
    private List<Attachment> attached(TicketNews news) {
        long room = noticeSettings(news.ticket()).attachUpTo();
        List<Attachment> attached = new ArrayList<>();
        for (Attachment file : news.files()) {
            if (file.content().size() <= room) {
                attached.add(file);
                room -= file.content().size();
            }
        }
        return attached;
    }

    private Policy policy() {
        return new Policy(settings.organisation().get());
    }
}
