package org.postroom.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.Department;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Body;
import org.postroom.mail.OutgoingMail.Origin;
import org.postroom.mail.OutgoingMail.Recipients;
import org.postroom.mail.OutgoingMail.Sender;
import org.postroom.mail.compose.MailComposer;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;

/**
 * Keeps words that were written on the page as the mail they might have been, with their files: composed and stored, never
 * sent. So every file of an article is found in one way, in its raw mail.
 */
final class PageMails {
    private final RawStore raws;
    private final Ids ids;
    private final InstantSource clock;

    PageMails(DeskStores stores, InstantSource clock) {
        this.raws = stores.raws();
        this.ids = stores.ids();
        this.clock = clock;
    }

    /** Stores the words as a mail to the department, and tells where. Its Message-ID is in no index: nobody has the mail. */
    Article.Source keep(
            Transaction transaction, NamedAddress from, Department department, String subject, Words words) {
        MessageId id =
                new MessageId("page." + ids.next() + "@" + department.address().domain());
        OutgoingMail mail = new OutgoingMail(
                id,
                new Sender(from, Optional.empty(), Optional.empty()),
                Recipients.to(department.from()),
                Optional.empty(),
                List.of(),
                clock.instant(),
                Origin.PERSON,
                new Body(subject, words.text(), Optional.empty(), words.files()));
        long raw = raws.put(transaction, MailComposer.compose(mail));
        return new Article.Source(Optional.empty(), Optional.of(raw), false);
    }
}
