package org.postroom.intake;

import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;
import org.postroom.bounce.BounceReader;
import org.postroom.bounce.BounceReport;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Headers;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MailKind;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.ReadMail;
import org.postroom.mail.Unreadable;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.quote.QuoteSplitter;

/** Reads a mail and says what kind it is. Pure; used by several threads at once. */
final class Examiner {
    private final Supplier<MailReader> reader;
    private final Supplier<Organisation> organisation;

    /** Reads with what the suppliers yield now. */
    Examiner(Supplier<MailReader> reader, Supplier<Organisation> organisation) {
        this.reader = reader;
        this.organisation = organisation;
    }

    /** All that the bytes tell. */
    ExaminedMail examine(Receipt receipt, Bytes raw) {
        ReadMail read = reader.get().read(raw);
        return switch (read) {
            case IncomingMail mail -> {
                KindVerdict kind = kindOf(mail);
                Optional<BounceReport> bounce = switch (kind.kind()) {
                    case BOUNCE, DSN_DELAYED, DSN_SUCCESS -> BounceReader.read(mail);
                    case NORMAL, AUTO_REPLY, AUTO_GENERATED, FEEDBACK_REPORT, LIST -> Optional.empty();
                };
                String newText = QuoteSplitter.split(mail.content().text()).newText();
                yield new ExaminedMail(receipt, mail, kind, bounce, forward(mail), newText);
            }
            case Unreadable unreadable -> unreadable(receipt, unreadable);
        };
    }

    private Optional<ForwardReader.Forward> forward(IncomingMail mail) {
        return mail.correspondents()
                .from()
                .flatMap(from -> organisation.get().agentOf(from.address()))
                .flatMap(_ -> new ForwardReader(reader.get(), organisation.get()).read(mail));
    }

    /** A mail from an address of our own is a program's or loops; nobody waits for an answer to it. */
    private KindVerdict kindOf(IncomingMail mail) {
        Predicate<EmailAddress> own = organisation.get()::isOwnAddress;
        KindVerdict verdict = Triage.kindOf(mail, own);
        boolean ours = mail.correspondents()
                .from()
                .map(NamedAddress::address)
                .filter(own)
                .isPresent();
        return ours && !verdict.kind().automatic()
                ? new KindVerdict(MailKind.AUTO_GENERATED, false, "From is an address of our own")
                : verdict;
    }

    /** What stands for a mail that could not be read in the time it may take, or that broke the reader. */
    ExaminedMail failed(Receipt receipt, Throwable cause) {
        String reason = cause instanceof TimeoutException
                ? "Reading it took too long."
                : "Reading it failed: " + cause.getClass().getSimpleName() + ".";
        return unreadable(receipt, new Unreadable(reason, Headers.NONE));
    }

    private static ExaminedMail unreadable(Receipt receipt, Unreadable unreadable) {
        KindVerdict verdict = new KindVerdict(MailKind.NORMAL, false, "unreadable: " + unreadable.reason());
        return ExaminedMail.plain(receipt, unreadable, verdict, "");
    }
}
