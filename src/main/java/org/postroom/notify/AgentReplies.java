package org.postroom.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postroom.agent.Agent;
import org.postroom.agent.CommandWord;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.autoreply.DepartmentModel;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.SendBudget;
import org.postroom.autoreply.SendBudget.Grant;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.mail.Attachment;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.ShownName;
import org.postroom.storage.Transaction;
import org.postroom.template.Model;
import org.postroom.template.TemplateName;
import org.postroom.ticket.Ticket;

/**
 * Tells an agent what became of a mail of theirs, where it did not simply work. Withheld only beyond the limit of notices,
 * counted apart from them: an agent's mailbox that answers by itself and does not say so must not keep talking to us.
 */
public final class AgentReplies {
    /** What is asked about mails that name no ticket and bear no token. */
    private static final Set<TemplateName> OF_ANYBODY =
            Set.of(TemplateName.AGENT_AVAILABILITY, TemplateName.AGENT_FORWARD_HELD);

    private final Supplier<Organisation> organisation;
    private final LetterWriter letters;
    private final Supplier<NoticeLimits> limits;
    private final SendBudget budget;
    private final InstantSource clock;

    public AgentReplies(
            Supplier<Organisation> organisation,
            NoticeWriter.Writing writing,
            Supplier<NoticeLimits> limits,
            SendBudget budget,
            InstantSource clock) {
        this.organisation = organisation;
        this.limits = limits;
        this.budget = budget;
        this.letters = new LetterWriter(organisation, writing);
        this.clock = clock;
    }

    /**
     * Whom it is told, and about which ticket.
     *
     * @param right what an answer to it may do: no more than the mail that it is about, lest words for colleagues go out
     * @param anybodys whether anybody may have sent the mail that it is about
     */
    public record About(Agent agent, Department department, Ticket ticket, Right right, boolean anybodys) {
        /** About what is the agent's. */
        public About(Agent agent, Department department, Ticket ticket, Right right) {
            this(agent, department, ticket, right, false);
        }
    }

    /** It was done, but there is something to know. */
    public Optional<OutgoingMail> accepted(
            Transaction transaction, About about, String ownText, List<String> warnings) {
        return write(
                transaction,
                TemplateName.AGENT_MAIL_ACCEPTED_WITH_WARNING,
                about,
                about.right(),
                own(ownText, warnings));
    }

    /**
     * Nothing of it was done.
     *
     * @param understood its commands that were, as they are written
     */
    public Optional<OutgoingMail> refused(
            Transaction transaction, About about, String ownText, List<String> reasons, List<String> understood) {
        Model model = own(ownText, reasons)
                .with(
                        "understood",
                        understood.stream().map(line -> Map.of("text", line)).toList());
        return write(transaction, TemplateName.AGENT_MAIL_REFUSED, about, about.right(), model);
    }

    /** It waits for a word: the answer to this mail is SEND or CANCEL. */
    public Optional<OutgoingMail> held(
            Transaction transaction,
            About about,
            String ownText,
            List<String> reasons,
            List<NamedAddress> to,
            List<Attachment> files) {
        Model model = own(ownText, reasons).and(preview(new Preview(to, files)));
        return write(transaction, TemplateName.AGENT_MAIL_HELD, about, Right.CONFIRM, model);
    }

    /**
     * A mail that the agent forwarded, as it would become a ticket.
     *
     * @param from whose; empty when no address was found
     * @param date as it is written, in whatever language
     */
    public record Proposed(
            Optional<NamedAddress> from, String subject, String date, String text, List<Attachment> files) {
        public Proposed {
            files = List.copyOf(files);
        }

        private Map<String, String> asItem() {
            return Map.of(
                    "from",
                    from.map(NoticeModel::named).orElse(""),
                    "subject",
                    subject,
                    "date",
                    date,
                    "text",
                    text,
                    "files",
                    files.stream().map(Attachment::name).collect(Collectors.joining(", ")));
        }
    }

    /**
     * What was forwarded waits for a word: the answer to this mail is SEND, CANCEL or whose it is.
     *
     * @param covering the agent's own words
     * @param reasons what the agent should know, one sentence each
     */
    public Optional<OutgoingMail> forwarded(
            Transaction transaction, About about, String covering, List<String> reasons, List<Proposed> mails) {
        Model model = own(covering, reasons)
                .with("forwards", mails.stream().map(Proposed::asItem).toList())
                .with(
                        "forward.complete",
                        mails.stream().allMatch(mail -> mail.from().isPresent()));
        return write(transaction, TemplateName.AGENT_FORWARD_HELD, about, Right.CONFIRM, model);
    }

    /** What would go to the customer beside the words. */
    public record Preview(List<NamedAddress> to, List<Attachment> files) {
        public Preview {
            to = List.copyOf(to);
            files = List.copyOf(files);
        }
    }

    private static Model preview(Preview preview) {
        String everyone =
                String.join(", ", preview.to().stream().map(NoticeModel::named).toList());
        return Model.EMPTY
                .with("preview.to", everyone)
                .with(
                        "preview.attachments",
                        preview.files().stream()
                                .map(file -> Map.of(
                                        "name",
                                        ShownName.of(file.name(), file.mediaType()),
                                        "size",
                                        Sizes.of(file.content().size())))
                                .toList());
    }

    /**
     * It leaves at a time: the answer to this mail is SEND or CANCEL.
     *
     * @param warnings what the agent should know, one sentence each
     */
    public Optional<OutgoingMail> planned(
            Transaction transaction,
            About about,
            String ownText,
            Leaving leaving,
            Preview preview,
            List<String> warnings) {
        Department department = about.department();
        Model model = own(ownText, warnings)
                .and(preview(preview))
                .with(
                        "planned.date",
                        DepartmentModel.moment(
                                leaving.due(), department, about.agent().language()))
                .with("planned.zone", department.zone().getId())
                .with(
                        "planned.seconds",
                        leaving.scheduled() ? "" : String.valueOf(leaving.left().toSeconds()));
        return write(transaction, TemplateName.AGENT_ANSWER_PLANNED, about, Right.CONFIRM, model);
    }

    /**
     * When an answer leaves.
     *
     * @param scheduled whether its agent chose the time; if not, it waits so that it can be taken back
     * @param left how long it is until then
     */
    public record Leaving(Instant due, boolean scheduled, Duration left) {}

    /** Where an agent finds an answer that did not leave. */
    public sealed interface Kept {
        /** On the page of its ticket. */
        record OnPage() implements Kept {}

        /** In the mail alone, with the files: the agent may not open the ticket, and reads nothing of it. */
        record Nowhere(List<Attachment> files) implements Kept {
            public Nowhere {
                files = List.copyOf(files);
            }
        }
    }

    /** It waited and did not leave. */
    public Optional<OutgoingMail> returned(
            Transaction transaction, About about, String ownText, List<String> reasons, Kept kept) {
        Model model = own(ownText, reasons).with("answer.kept", kept instanceof Kept.OnPage);
        List<Attachment> files = kept instanceof Kept.Nowhere(List<Attachment> carried) ? carried : List.of();
        return write(transaction, TemplateName.AGENT_ANSWER_RETURNED, about, about.right(), model, files);
    }

    /** Which commands the agent may use on the ticket. */
    public Optional<OutgoingMail> help(Transaction transaction, About about) {
        Policy policy = new Policy(organisation.get());
        List<Map<String, String>> commands = CommandWord.allowed(
                        policy, about.agent(), about.ticket().place())
                .stream()
                .map(command -> Map.of("word", command.word().substring(1), "usage", command.usage()))
                .toList();
        return write(
                transaction, TemplateName.AGENT_HELP, about, about.right(), Model.EMPTY.with("commands", commands));
    }

    /**
     * Asks whether a mail that is about no ticket is the agent's: the answer to this mail, with the same command, confirms it.
     *
     * @param said the command without its sign: away or back
     */
    public Optional<OutgoingMail> confirm(Transaction transaction, Agent agent, Department department, String said) {
        Instant now = clock.instant();
        Model model = Model.EMPTY.with("availability.said", said);
        return withinLimit(transaction, true, agent, now)
                ? Optional.of(letters.write(TemplateName.AGENT_AVAILABILITY, agent, department, model, now))
                : Optional.empty();
    }

    /** A stranger who writes an agent's address into From must not use up what tells the agent of the agent's own mails. */
    private boolean withinLimit(Transaction transaction, boolean anybodys, Agent agent, Instant now) {
        NoticeLimits most = limits.get();
        Limit limit = anybodys
                ? Limit.ofAgentQuestions(agent.id(), most.perAgent(), most.window())
                : Limit.ofAgentReplies(agent.id(), most.perAgent(), most.window());
        return budget.take(transaction, List.of(limit), now) instanceof Grant.Granted;
    }

    private static Model own(String text, List<String> reasons) {
        return Model.EMPTY
                .with("own.text", text)
                .with(
                        "reasons",
                        reasons.stream().map(reason -> Map.of("text", reason)).toList());
    }

    private Optional<OutgoingMail> write(
            Transaction transaction, TemplateName template, About about, Right right, Model model) {
        return write(transaction, template, about, right, model, List.of());
    }

    private Optional<OutgoingMail> write(
            Transaction transaction,
            TemplateName template,
            About about,
            Right right,
            Model model,
            List<Attachment> files) {
        Instant now = clock.instant();
        AgentLetter letter =
                new AgentLetter(template, about.agent(), about.department(), about.ticket(), right, model, files);
        return withinLimit(transaction, about.anybodys() || OF_ANYBODY.contains(template), about.agent(), now)
                ? Optional.of(letters.write(letter, now))
                : Optional.empty();
    }
}
