package org.postroom.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postroom.agent.Agent;
import org.postroom.agent.CommandWord;
import org.postroom.agent.Policy;
import org.postroom.agent.TicketAction;
import org.postroom.autoreply.DepartmentModel;
import org.postroom.conversation.ViewLinkForm;
import org.postroom.mail.Attachment;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.ShownName;
import org.postroom.mail.quote.QuoteSplitter;
import org.postroom.template.Model;
import org.postroom.ticket.Article;

/** What a notice tells an agent of news: the message, what was written before, and what the agent may do. */
record NoticeModel(Policy policy, TicketNews news, Agent agent) {
    /** Characters of a message that are told: whoever sends more fills no mailbox of every agent with it. The page has all. */
    private static final int LONGEST = 100_000;

    /** Characters of earlier words that are told; the page has all. */
    private static final int LONGEST_EARLIER = 4_000;

    /** What a notice names at its foot; the help names all. */
    private static final List<CommandWord> USUAL = List.of(
            CommandWord.TAKE,
            CommandWord.ASSIGN,
            CommandWord.NOTE,
            CommandWord.CLOSE,
            CommandWord.TRANSFER,
            CommandWord.FORWARD,
            CommandWord.SHARE,
            CommandWord.HELP);

    /** The model, of which files as many go along as these. */
    Model with(List<Attachment> attached) {
        Article message = news.message();
        return Model.EMPTY
                .with("message.from", from(message))
                .with("message.date", moment(message.at()))
                .with(
                        "message.text",
                        cut(ViewLinkForm.hiddenIn(message.content().text().strip()), LONGEST))
                .with("message.attachments", files(news.files(), attached))
                .with(
                        "colleague.name",
                        news.handed().said().map(TicketNews.Said::agent).orElse(""))
                .with(
                        "colleague.text",
                        news.handed()
                                .said()
                                .map(said -> ViewLinkForm.hiddenIn(said.text().strip()))
                                .orElse(""))
                .with("earlier", earlier())
                .with("commands", commands())
                .with(
                        "message.notes",
                        news.notes().stream()
                                .map(note -> Map.of("text", sentence(note)))
                                .toList())
                .with(
                        "answers",
                        news.answers().stream()
                                .map(answer -> Map.of("agent", answer.agent(), "date", moment(answer.at())))
                                .toList());
    }

    /** What was said before, each without what it quotes. */
    private List<Map<String, String>> earlier() {
        return news.handed().earlier().stream()
                .map(article -> Map.of(
                        "from", from(article),
                        "date", moment(article.at()),
                        "text", newWords(article)))
                .toList();
    }

    private static String newWords(Article article) {
        String words = ViewLinkForm.hiddenIn(
                QuoteSplitter.split(article.content().text()).newText().strip());
        return cut(words, LONGEST_EARLIER);
    }

    private static String cut(String words, int longest) {
        return words.codePointCount(0, words.length()) > longest
                ? words.substring(0, words.offsetByCodePoints(0, longest)) + " …"
                : words;
    }

    /** The usual commands that the agent may use on the ticket. */
    private List<Map<String, String>> commands() {
        List<CommandWord> allowed =
                CommandWord.allowed(policy, agent, news.ticket().place());
        return USUAL.stream()
                .filter(allowed::contains)
                .map(command -> Map.of("word", command.word()))
                .toList();
    }

    /** Of another ticket nobody is told more than the number, who may not see it. */
    private String sentence(Note note) {
        return switch (note) {
            case Note.Plain(String sentence) -> sentence;
            case Note.OtherTicket other -> {
                boolean sees = policy.allows(agent, TicketAction.VIEW, other.place());
                String subject = sees ? " (" + other.subject() + ")" : "";
                yield "This may have to do with " + other.number() + subject + ". " + other.why();
            }
        };
    }

    private String moment(Instant at) {
        return DepartmentModel.moment(at, news.department(), agent.language());
    }

    private static String from(Article message) {
        return message.content()
                .addresses()
                .from()
                .map(NoticeModel::named)
                .orElseGet(() -> message.content().by().actor().toString());
    }

    static String named(NamedAddress who) {
        return who.name().isEmpty() ? who.address().value() : who.name() + " <" + who.address() + ">";
    }

    private static List<Map<String, ?>> files(List<Attachment> files, List<Attachment> attached) {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (Attachment file : files) {
            rows.add(Map.of(
                    "name", ShownName.of(file.name(), file.mediaType()),
                    "size", Sizes.of(file.content().size()),
                    "attached", attached.contains(file)));
        }
        return rows;
    }
}
