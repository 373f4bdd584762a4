package org.postroom.web.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.conversation.ViewLinkForm;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.ShownName;
import org.postroom.mail.quote.QuoteSplitter;
import org.postroom.mail.quote.SplitText;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.AttachedFile;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.web.Download;
import org.postroom.web.LinkedText;

/**
 * Picks what a customer may see of a ticket: of its public articles the words, the files, and who is to be named. Nothing else
 * of a ticket reaches the customer's page.
 */
final class PublicTalk {
    private static final int LONGEST_TEXT = 60_000;
    private static final int LONGEST_QUOTE = 12_000;

    private final Organisation organisation;
    private final Department department;

    /** @param department whose ticket it is now */
    PublicTalk(Organisation organisation, Department department) {
        this.organisation = organisation;
        this.department = department;
    }

    /**
     * Whether somebody who takes part may see an article: public, of a kind that is meant for customers, and from or to that
     * very person. A ticket may hold what others wrote before, or where they were not asked (FAULTS E7).
     */
    static boolean shows(Article article, EmailAddress who) {
        boolean meant = switch (article.content().kind()) {
            case CUSTOMER_MAIL, ANSWER, AUTOMATIC_MAIL, AUTO_RESPONSE -> true;
            case COMMENT, BOUNCE, HELD_MAIL -> false;
        };
        return meant && article.content().visibility() == Visibility.PUBLIC && article.isFromOrTo(who);
    }

    /** Of what was said what this one may see, in the order given. */
    List<Turn> of(List<Article> articles, EmailAddress who) {
        return articles.stream()
                .filter(article -> shows(article, who))
                .map(this::turn)
                .toList();
    }

    private Turn turn(Article article) {
        Article.Content content = article.content();
        SplitText split = QuoteSplitter.split(ViewLinkForm.hiddenIn(content.text()));
        String below = Stream.of(split.signature(), split.quoted())
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        boolean automatic = content.kind() == Kind.AUTOMATIC_MAIL || content.kind() == Kind.AUTO_RESPONSE;
        return new Turn(
                nameOf(content),
                placeOf(content),
                automatic,
                LinkedText.of(cut(split.newText(), LONGEST_TEXT)),
                LinkedText.of(cut(below, LONGEST_QUOTE)),
                filesOf(article),
                article.at());
    }

    private String nameOf(Article.Content content) {
        return switch (content.kind()) {
            case ANSWER -> agentOf(content).map(Agent::name).orElseGet(() -> speaker(content));
            case AUTO_RESPONSE -> speaker(content);
            case CUSTOMER_MAIL, AUTOMATIC_MAIL, COMMENT, BOUNCE, HELD_MAIL ->
                content.addresses().from().map(this::shown).orElse("");
        };
    }

    /** Agents have no address here, whatever they wrote from. */
    private String shown(NamedAddress from) {
        return organisation.agentOf(from.address()).map(Agent::name).orElseGet(from::label);
    }

    private Optional<Agent> agentOf(Article.Content content) {
        return content.by().actor() instanceof Actor.Agent(AgentId id) ? organisation.agent(id) : Optional.empty();
    }

    private Optional<String> placeOf(Article.Content content) {
        boolean ours = content.kind() == Kind.ANSWER || content.kind() == Kind.AUTO_RESPONSE;
        return ours ? Optional.of(speaker(content)) : Optional.empty();
    }

    /** The department as the mail had it, if the ticket was another's then. */
    private String speaker(Article.Content content) {
        return content.addresses()
                .from()
                .flatMap(from -> organisation.departmentOf(from.address()))
                .orElse(department)
                .displayName();
    }

    private static List<Turn.FileLine> filesOf(Article article) {
        List<AttachedFile> files = article.content().attachments();
        List<Turn.FileLine> lines = new ArrayList<>();
        for (int place = 0; place < files.size(); place++) {
            AttachedFile file = files.get(place);
            lines.add(new Turn.FileLine(
                    Download.safeName(ShownName.of(file.name(), file.mediaType())),
                    "files/" + article.id().value() + "/" + place,
                    file.size()));
        }
        return lines;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean torn = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, torn ? longest - 1 : longest) + " …";
    }
}
