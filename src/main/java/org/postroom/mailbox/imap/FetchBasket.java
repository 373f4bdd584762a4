package org.postroom.mailbox.imap;

import java.util.List;
import org.postroom.mailbox.MailboxSession.Fetched;
import org.postroom.mailbox.MailboxSession.Listed;
import org.postroom.mailbox.Oversized;
import org.postroom.mailbox.imap.Response.Literal;

/** Collects the mails that were asked for, and not many more bytes than were announced: sizes may lie. */
final class FetchBasket {
    private static final int SLACK = 1024 * 1024;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final List<Listed> wanted;
    private final long largest;
    private final List<Fetched> fetched;
    private long room;

    /** @param largest bytes of the largest body that is taken for whole */
    FetchBasket(List<Listed> wanted, long largest, List<Fetched> fetched) {
        this.wanted = wanted;
        this.largest = largest;
        this.fetched = fetched;
        this.room = 2 * wanted.stream().mapToLong(Listed::size).sum() + SLACK;
    }

    /** How much of a body is worth keeping, in bytes. */
    int keep() {
        return (int) Math.min(largest + 1, LARGEST_ARRAY);
    }

    void take(Response response) {
        if (!response.isNumbered("FETCH") || room < 0) {
            return;
        }
        FetchItems items = FetchItems.of(response);
        if (items.uid().isPresent() && items.body().isPresent()) {
            String uid = Long.toString(items.uid().get());
            wanted.stream()
                    .filter(mail -> mail.uid().orElse("").equals(uid))
                    .findFirst()
                    .ifPresent(mail -> add(mail, items.body().get()));
        }
    }

    private void add(Listed mail, Literal body) {
        room -= body.content().size();
        if (body.size() > largest) {
            long size = Math.max(body.size(), mail.size());
            fetched.add(new Fetched(mail, Oversized.cut(body.content(), Oversized.beginning(largest)), false, size));
        } else if (body.whole()) {
            fetched.add(new Fetched(mail, body.content(), true, body.size()));
        }
    }
}
