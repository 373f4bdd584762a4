package org.postroom.desk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.mail.Attachment;
import org.postroom.mail.NamedAddress;

/**
 * What somebody wrote on a ticket.
 *
 * @param text as it is to be read, without commands, history and signature
 * @param files that go along
 * @param cc whom its writer added; own addresses and agents among them are passed over
 * @param carrier the mail that brought it; empty when it was written on the page
 */
public record Words(String text, List<Attachment> files, List<NamedAddress> cc, Optional<Carrier> carrier) {
    public Words {
        files = List.copyOf(files);
        cc = List.copyOf(cc);
    }

    /** Words written on the page. */
    public static Words onPage(String text, List<Attachment> files, List<NamedAddress> cc) {
        return new Words(text, files, cc, Optional.empty());
    }

    /** The same with more people in cc. */
    public Words with(List<NamedAddress> more) {
        return new Words(text, files, Stream.concat(cc.stream(), more.stream()).toList(), carrier);
    }

    /** Whether there is nothing to read and nothing attached. */
    public boolean isEmpty() {
        return text.isBlank() && files.isEmpty();
    }
}
