package org.postroom.mail.parse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.postroom.mail.Bytes;
import org.postroom.mail.Headers;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.Content;
import org.postroom.mail.ReadMail;
import org.postroom.mail.Unreadable;
import org.postroom.schedule.Patience;

/** Reads raw mails. Safe to share between threads. */
public final class MailReader {
    private final ReadLimits limits;

    public MailReader(ReadLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a mail, whatever its bytes are: never throws but {@link Patience.Ended}, when nobody waits for it any more. A mail
     * on which reading runs out of stack or memory is unreadable, as is one that makes a library fail; the thread goes on.
     */
    public ReadMail read(Bytes raw) {
        try {
            return readable(raw);
        } catch (Patience.Ended givenUp) {
            throw givenUp;
        } catch (IOException | MimeException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            return new Unreadable("Reading it failed: " + fault, Headers.NONE);
        }
    }

    private IncomingMail readable(Bytes raw) throws IOException, MimeException {
        EntityReader entities = new EntityReader(limits, raw.scratch());
        Entity mail = entities.read(MailBytes.open(raw, limits.headerBytes()));
        HeaderReader header = new HeaderReader(mail.header(), charset(mail), limits);
        ContentReader contents = new ContentReader(limits);
        Content content = contents.read(mail);
        IncomingMail.Correspondents correspondents = header.correspondents();
        List<String> problems = new ArrayList<>();
        Stream.of(header.problems(), entities.problems(), contents.problems()).forEach(problems::addAll);
        return new IncomingMail(
                header.headers(),
                correspondents,
                header.links(),
                header.subject(),
                header.headers().first("Date").flatMap(MailDate::parse),
                content,
                problems);
    }

    /** The charset of the first text that names one. */
    private static Optional<String> charset(Entity mail) {
        Optional<String> own = mail.header().charset();
        return own.isPresent()
                ? own
                : mail.parts().stream()
                        .map(MailReader::charset)
                        .flatMap(Optional::stream)
                        .findFirst();
    }
}
