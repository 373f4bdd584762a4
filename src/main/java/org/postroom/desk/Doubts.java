package org.postroom.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Organisation;
import org.postroom.conversation.AgentAnswer;
import org.postroom.conversation.AnswerScrub;
import org.postroom.conversation.ViewLinkForm;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.quote.QuoteSplitter;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Way;

/** Why an agent should be asked before an order is carried out. Decided purely. */
final class Doubts {
    private final Order order;
    private final Known known;
    private final Organisation organisation;

    private Doubts(Order order, Known known, Organisation organisation) {
        this.order = order;
        this.known = known;
        this.organisation = organisation;
    }

    /**
     * What is known of the ticket.
     *
     * @param written everything on it
     * @param past its history
     * @param people who takes part in it
     */
    record Known(List<Article> written, List<HistoryLine> past, List<Participant> people) {
        Known {
            written = List.copyOf(written);
            past = List.copyOf(past);
            people = List.copyOf(people);
        }
    }

    /** The reasons, one sentence each; none when all may be done. */
    static List<String> about(Order order, Plan plan, Known known, Organisation organisation) {
        Doubts doubts = new Doubts(order, known, organisation);
        List<String> reasons = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            if (step.act() instanceof Act.Answer(Words words)) {
                reasons.addAll(doubts.aboutAnswer(words));
            }
        }
        boolean settles = plan.has(Act.Answer.class) || plan.has(Act.Close.class) || plan.has(Act.Lock.class);
        if (order.way() == Way.PAGE && settles) {
            reasons.addAll(doubts.wordsMissed());
        }
        return reasons;
    }

    /** What others sent and customers wrote since the agent last saw the ticket, one sentence each. */
    static List<String> meanwhile(Order order, Known known, Organisation organisation) {
        Doubts doubts = new Doubts(order, known, organisation);
        return Stream.concat(doubts.answersMissed().stream(), doubts.wordsMissed().stream())
                .toList();
    }

    private List<String> aboutAnswer(Words words) {
        List<String> reasons = new ArrayList<>();
        if (scrub().judge(words.text()) instanceof AgentAnswer.Suspicious suspicious) {
            reasons.addAll(suspicious.reasons());
        }
        words.files().stream()
                .filter(Doubts::mayHoldAddresses)
                .map(file -> "The attached " + name(file) + " may hold addresses that are not for the customer.")
                .forEach(reasons::add);
        reasons.addAll(answersMissed());
        reasons.addAll(changedHands(order, known, organisation, order.seen()::misses));
        return reasons;
    }

    /** The agent's own comments are no secret of others: what was refused once may be sent again, put right. */
    private AnswerScrub scrub() {
        List<EmailAddress> agents = organisation.agents().stream()
                .flatMap(agent -> agent.addresses().stream())
                .toList();
        Stream<Article> others = known.written().stream()
                .filter(article ->
                        !article.content().by().actor().equals(order.by().actor()));
        return new AnswerScrub(
                agents,
                textsOf(known.written().stream().filter(this::isKnownToAll), Visibility.PUBLIC),
                textsOf(others, Visibility.INTERNAL));
    }

    /** What some of those who take part never got is not to reach them as a quote (FAULTS E7). */
    private boolean isKnownToAll(Article article) {
        return known.people().stream()
                .allMatch(someone -> article.isFromOrTo(someone.who().address()));
    }

    private static List<String> textsOf(Stream<Article> written, Visibility visibility) {
        return written.map(Article::content)
                .filter(content -> content.visibility() == visibility)
                .map(Article.Content::text)
                .toList();
    }

    private static boolean mayHoldAddresses(Attachment file) {
        return file.mediaType().equalsIgnoreCase("message/rfc822")
                || file.name().toLowerCase(Locale.ROOT).equals("winmail.dat");
    }

    private static String name(Attachment file) {
        return file.name().isEmpty() ? "(" + file.mediaType() + ")" : "\"" + file.name() + "\"";
    }

    /** What other agents sent after this one last saw the ticket: the agent cannot have known. */
    private List<String> answersMissed() {
        return missed(Kind.ANSWER)
                .flatMap(article -> byAnother(article.content().by().actor())
                        .map(name -> name + " has answered in the meantime: \""
                                + article.content().text() + "\""))
                .toList();
    }

    private Stream<String> byAnother(Actor actor) {
        return actor instanceof Actor.Agent(AgentId id)
                        && !id.equals(order.agent().id())
                ? Stream.of(organisation.agent(id).map(Agent::name).orElse(id.value()))
                : Stream.empty();
    }

    /**
     * That the ticket was merged or split later, or somebody joined whom the agent does not name: words may be for others than
     * those who get them. One sentence each.
     */
    static List<String> changedHands(
            Order order, Known known, Organisation organisation, Predicate<HistoryLine> later) {
        Doubts doubts = new Doubts(order, known, organisation);
        return known.past().stream()
                .filter(later)
                .flatMap(line -> doubts.changedHands(line).stream())
                .distinct()
                .toList();
    }

    private Optional<String> changedHands(HistoryLine line) {
        return switch (line.kind()) {
            case "merged" ->
                Optional.of(line.data().get("other") + " became part of this ticket in the meantime: what is"
                        + " written here goes to its people too.");
            case "split-off" ->
                Optional.of(
                        "Some of this ticket was split off to " + line.data().get("other") + " in the meantime.");
            case "participant-added" ->
                Optional.ofNullable(line.data().get("address"))
                        .filter(_ -> !line.by().actor().equals(order.by().actor()))
                        .filter(this::getsIt)
                        .map(address -> address + " joined in the meantime: what is written here goes there too.");
            default -> Optional.empty();
        };
    }

    /** Whether somebody gets the answer, without being named by its agent. */
    private boolean getsIt(String address) {
        boolean named = order.acts().stream()
                .anyMatch(act -> act instanceof Act.Answer(Words words) && has(words.cc().stream(), address));
        return !named && has(known.people().stream().map(Participant::who), address);
    }

    private static boolean has(Stream<NamedAddress> people, String address) {
        return people.anyMatch(who -> who.address().value().equals(address));
    }

    /** What customers wrote after the agent last saw the ticket. By mail they were told by a notice of its own. */
    private List<String> wordsMissed() {
        return missed(Kind.CUSTOMER_MAIL)
                .map(article -> writer(article) + " has written in the meantime: \"" + newWords(article) + "\"")
                .toList();
    }

    /** What agents may read of it: a customer's link to the page would make whoever has it the customer. */
    private static String newWords(Article article) {
        return ViewLinkForm.hiddenIn(
                QuoteSplitter.split(article.content().text()).newText().strip());
    }

    private static String writer(Article article) {
        return article.content()
                .addresses()
                .from()
                .map(NamedAddress::label)
                .orElseGet(() -> article.content().by().actor().toString());
    }

    private Stream<Article> missed(Kind kind) {
        return known.written().stream()
                .filter(article -> article.content().kind() == kind)
                .filter(order.seen()::misses);
    }
}
