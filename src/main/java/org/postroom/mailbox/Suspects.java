package org.postroom.mailbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postroom.mailbox.MailboxSession.Listed;

/**
 * Mails during whose fetch the connection failed. One of them may be what the server stumbles over: they come last, and each
 * alone, so that it holds up no other.
 */
final class Suspects {
    private final Map<String, Integer> failures = new HashMap<>();

    void failed(List<Listed> mails) {
        mails.forEach(mail -> failures.merge(name(mail), 1, Integer::sum));
    }

    void cleared(List<Listed> mails) {
        mails.forEach(mail -> failures.remove(name(mail)));
    }

    boolean holds(Listed mail) {
        return failures.containsKey(name(mail));
    }

    /** The mails in their order, suspects last, those that failed most often at the very end. */
    List<Listed> last(List<Listed> mails) {
        List<Listed> ordered = new ArrayList<>(mails);
        ordered.sort(Comparator.comparing(mail -> failures.getOrDefault(name(mail), 0)));
        return ordered;
    }

    private static String name(Listed mail) {
        return mail.uid().orElseGet(() -> mail.number() + " of " + mail.size() + " bytes");
    }
}
