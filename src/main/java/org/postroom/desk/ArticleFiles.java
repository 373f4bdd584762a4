package org.postroom.desk;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.Unreadable;
import org.postroom.mail.parse.MailReader;
import org.postroom.schedule.Wary;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.AttachedFile;

/** Finds the files of articles in their raw mails. Who may have them is asked before. */
public final class ArticleFiles {
    private final RawStore raws;
    private final Supplier<MailReader> reader;
    private final Wary wary;

    /**
     * @param reader reads mail within the limits of conf
     * @param wary bounds what reading again may take
     */
    public ArticleFiles(RawStore raws, Supplier<MailReader> reader, Wary wary) {
        this.raws = raws;
        this.reader = reader;
        this.wary = wary;
    }

    /**
     * The raw mail of an article: as it came, or as it left; empty when it never was a mail. It may hold what makes whoever
     * has it the customer, reply tokens and links to the page, so whoever asks needs
     * {@link org.postroom.agent.TicketAction#READ_RAW}.
     */
    public Optional<Bytes> raw(Transaction transaction, Article article) {
        return article.content().source().raw().map(id -> raws.get(transaction, id));
    }

    /**
     * The file at this place among the article's, from 0, with the name and type the article knows; empty when there is none.
     * What is given is proven by its SHA-256: the file at the same place of the raw mail, else any of the same bytes, since
     * a later version may read an odd mail in another way.
     */
    public Optional<Attachment> file(Transaction transaction, Article article, int place) {
        List<AttachedFile> files = article.content().attachments();
        if (place < 0 || place >= files.size()) {
            return Optional.empty();
        }
        AttachedFile wanted = files.get(place);
        return raw(transaction, article)
                .flatMap(raw -> content(raw, wanted, place))
                .map(content -> new Attachment(
                        wanted.name(), wanted.mediaType(), wanted.inline(), wanted.contentId(), content));
    }

    /** The mail an article came or left as, read anew; empty when it never was one, or cannot be read. */
    public Optional<IncomingMail> mail(Transaction transaction, Article article) {
        return raw(transaction, article).flatMap(this::read);
    }

    private Optional<IncomingMail> read(Bytes raw) {
        return wary.attempt(raw.sha256(), () -> switch (reader.get().read(raw)) {
            case IncomingMail mail -> Optional.of(mail);
            case Unreadable _ -> Optional.empty();
        });
    }

    private Optional<Bytes> content(Bytes raw, AttachedFile wanted, int place) {
        Predicate<Bytes> isIt =
                content -> content.size() == wanted.size() && content.sha256().equals(wanted.sha256());
        if (isIt.test(raw)) {
            return Optional.of(raw);
        }
        List<Bytes> contents = attachmentsOf(raw);
        return contents.stream()
                .skip(place)
                .limit(1)
                .filter(isIt)
                .findFirst()
                .or(() -> contents.stream().filter(isIt).findFirst());
    }

    private List<Bytes> attachmentsOf(Bytes raw) {
        return read(raw).stream()
                .flatMap(mail -> mail.content().attachments().stream())
                .map(Attachment::content)
                .toList();
    }
}
