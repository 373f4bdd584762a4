package org.postroom.web.agent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.conversation.ViewLinkForm;
import org.postroom.desk.ArticleFiles;
import org.postroom.intake.HeldMail;
import org.postroom.intake.IntakeStores;
import org.postroom.intake.ReceiptId;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.Way;
import org.postroom.web.mailview.SafeMail;
import org.postroom.web.mailview.SafeMail.Pictures;

/** Makes turns of articles, for one page. */
final class TurnMaker {
    private static final int SHORT_TEXT = 160;
    private static final int LONG_TEXT = 1_500;

    private final IntakeStores stores;
    private final ArticleFiles files;
    private final InvitationLines invitations;
    private final Names names;
    private final Ticket ticket;
    private final TalkView view;

    TurnMaker(
            IntakeStores stores,
            ArticleFiles files,
            InvitationLines invitations,
            Names names,
            Ticket ticket,
            TalkView view) {
        this.invitations = invitations;
        this.stores = stores;
        this.files = files;
        this.names = names;
        this.ticket = ticket;
        this.view = view;
    }

    Turn turn(Transaction transaction, Article article, boolean news) {
        boolean whole = view.whole().filter(article.id()::equals).isPresent();
        return new Turn(
                head(article, news),
                shape(article),
                about(transaction, article),
                Passage.of(
                        ViewLinkForm.hiddenIn(article.content().text()),
                        whole ? Passage.Extent.WHOLE : Passage.Extent.USUAL),
                new Turn.Files(FileLine.of(article), invitations.of(transaction, article)),
                sight(transaction, article));
    }

    private Turn.Head head(Article article, boolean news) {
        Article.Content content = article.content();
        Optional<NamedAddress> from = content.addresses().from().filter(_ -> !ours(article));
        String name = from.map(NamedAddress::label)
                .orElseGet(() -> names.of(content.by().actor()));
        Optional<String> address = from.map(who -> who.address().value()).filter(text -> !text.equals(name));
        return new Turn.Head(article.id().value(), name, address, article.at(), news);
    }

    /** Agents are shown by their names, whatever address they wrote from. */
    private static boolean ours(Article article) {
        return article.content().by().actor() instanceof Actor.Agent;
    }

    private static Turn.Shape shape(Article article) {
        return switch (article.content().kind()) {
            case AUTOMATIC_MAIL, BOUNCE, AUTO_RESPONSE -> Turn.Shape.BRIEF;
            case HELD_MAIL -> Turn.Shape.HELD;
            case CUSTOMER_MAIL, ANSWER, COMMENT ->
                article.content().visibility() == Visibility.INTERNAL ? Turn.Shape.INSIDE : Turn.Shape.OPEN;
        };
    }

    private Turn.About about(Transaction transaction, Article article) {
        Article.Content content = article.content();
        return new Turn.About(
                word(content.kind()),
                content.by().way().word(),
                Optional.of(content.subject()).filter(subject -> !subject.isEmpty() && !sameSubject(subject)),
                new Turn.Recipients(
                        content.addresses().to(), content.addresses().cc()),
                trace(transaction, article),
                held(transaction, article));
    }

    /** The same but for the marks that mail programs put before it, and the ticket's number. */
    private boolean sameSubject(String subject) {
        String bare = subject.replace(ticket.number().bracketed(), "")
                .replaceFirst("^(?:\\s*(?i:re|aw|sv|antw|fwd?|wg)\\s*:)++", "")
                .strip();
        return bare.equals(ticket.subject().strip());
    }

    private List<String> trace(Transaction transaction, Article article) {
        return article.content()
                .source()
                .receipt()
                .flatMap(id -> stores.spool().find(transaction, new ReceiptId(id)))
                .flatMap(receipt -> receipt.end())
                .map(end -> end.trace().lines().toList())
                .orElse(List.of());
    }

    private Optional<String> held(Transaction transaction, Article article) {
        if (!(article.content().by().actor() instanceof Actor.Agent(AgentId agent))
                || article.content().kind() != Kind.HELD_MAIL) {
            return Optional.empty();
        }
        Optional<ReceiptId> receipt = article.content().source().receipt().map(ReceiptId::new);
        return stores.held().of(transaction, ticket.id(), agent).stream()
                .filter(mail -> receipt.filter(mail.receipt()::equals).isPresent())
                .map(HeldMail::state)
                .map(TurnMaker::word)
                .findFirst();
    }

    private Turn.Sight sight(Transaction transaction, Article article) {
        boolean raw = article.content().source().raw().isPresent();
        boolean readable = article.content().source().formatted()
                && article.content().by().way() == Way.MAIL
                && !ours(article)
                && article.content().addresses().from().isPresent();
        boolean asked =
                readable && view.formatted().filter(article.id()::equals).isPresent();
        return new Turn.Sight(raw, readable, asked ? Optional.of(formatted(transaction, article)) : Optional.empty());
    }

    private Turn.Formatted formatted(Transaction transaction, Article article) {
        Optional<IncomingMail.Content> mail = files.mail(transaction, article)
                .map(IncomingMail::content)
                .filter(content -> content.html().isPresent());
        boolean remote = view.pictures() == Pictures.REMOTE;
        return mail.map(content -> SafeMail.of(content, view.pictures()))
                .map(safe -> new Turn.Formatted(
                        true,
                        size(article.content().text().length()),
                        remote,
                        safe.remotePictures(),
                        safe.cut(),
                        safe.picturesLeftOut()))
                .orElseGet(() -> new Turn.Formatted(false, "short", remote, false, false, false));
    }

    private static String size(int characters) {
        if (characters < SHORT_TEXT) {
            return "short";
        }
        return characters < LONG_TEXT ? "middle" : "long";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
