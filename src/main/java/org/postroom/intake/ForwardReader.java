package org.postroom.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postroom.agent.Command;
import org.postroom.agent.CommandReader;
import org.postroom.agent.Organisation;
import org.postroom.conversation.ForwardSigns;
import org.postroom.intake.Forwarded.Original;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MailKind;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.ReadMail;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.quote.ForwardedHeader;
import org.postroom.mail.quote.ForwardedMail;
import org.postroom.mail.quote.QuoteSplitter;

/**
 * Reads what an agent's mail forwards: mails that are attached, or one within its text, or, where neither is found but it is said
 * whose the mail is, all of its text. Of what was forwarded several times, the outermost mail that is not an agent's.
 */
final class ForwardReader {
    /** More mails at once are no handing over. */
    static final int MOST = 10;

    /** As often a mail may have been forwarded from agent to agent. */
    private static final int DEEPEST = 5;

    private static final Set<String> MAILS = Set.of("message/rfc822", "message/global");

    private final MailReader reader;
    private final Organisation organisation;

    ForwardReader(MailReader reader, Organisation organisation) {
        this.reader = reader;
        this.organisation = organisation;
    }

    /**
     * What a mail forwards.
     *
     * @param covering the agent's own words with the commands above them, without signature
     * @param mails at least one
     */
    record Forward(String covering, List<Forwarded> mails) {
        Forward {
            mails = List.copyOf(mails);
        }
    }

    /** Empty when it forwards nothing, or too many mails. */
    Optional<Forward> read(IncomingMail mail) {
        String text = mail.content().text();
        Optional<ForwardedMail> inline = ForwardedMail.in(text, ForwardSigns.areInSubject(mail.subject()));
        if (inline.isPresent()) {
            Forwarded forwarded = inline(inline.get(), mail, referredTo(mail), 1);
            return Optional.of(new Forward(QuoteSplitter.ownWords(inline.get().before()), List.of(forwarded)));
        }
        List<Forwarded> attached = once(attached(mail).map(this::attached));
        if (!attached.isEmpty()) {
            return attached.size() > MOST
                    ? Optional.empty()
                    : Optional.of(new Forward(QuoteSplitter.ownWords(text), attached));
        }
        return unmarked(mail);
    }

    /** Each mail once, however often it is attached. */
    private static List<Forwarded> once(Stream<Forwarded> mails) {
        Map<Object, Forwarded> different = new LinkedHashMap<>();
        mails.forEach(mail -> different.putIfAbsent(mail.identity(), mail));
        return List.copyOf(different.values());
    }

    /** A mail of a program we do not know: that it is forwarded is said by the command alone. */
    private static Optional<Forward> unmarked(IncomingMail mail) {
        CommandReader.Reading reading = CommandReader.read(mail.content().text());
        if (!reading.has(Command.Customer.class)) {
            return Optional.empty();
        }
        Original original = new Original.Inline(Optional.empty(), mail.content().attachments());
        Forwarded all = new Forwarded(
                Optional.empty(), ForwardSigns.takenOff(mail.subject()), "", reading.text(), original, List.of());
        return Optional.of(new Forward(String.join("\n", reading.understood()), List.of(all)));
    }

    /** Mail programs refer to the mail that they forward within the text. */
    private static Optional<MessageId> referredTo(IncomingMail mail) {
        List<MessageId> ids = mail.thread().inReplyTo();
        return ids.size() == 1 ? Optional.of(ids.getFirst()) : Optional.empty();
    }

    private Forwarded inline(ForwardedMail inline, IncomingMail carrier, Optional<MessageId> id, int depth) {
        ForwardedHeader header = inline.header();
        Optional<ForwardedMail> within = header.address()
                .filter(this::isAgents)
                .filter(_ -> depth < DEEPEST)
                .flatMap(_ -> ForwardedMail.in(inline.text(), ForwardSigns.areInSubject(header.subject())));
        if (within.isPresent()) {
            return inline(within.get(), carrier, Optional.empty(), depth + 1);
        }
        Optional<NamedAddress> from = header.address().map(address -> new NamedAddress(header.name(), address));
        List<String> doubts = from.map(this::doubts).orElseGet(() -> List.of(unnamed(header.name())));
        String subject = header.subject().isEmpty() ? ForwardSigns.takenOff(carrier.subject()) : header.subject();
        return new Forwarded(
                from.filter(_ -> doubts.isEmpty()),
                subject,
                header.date(),
                inline.text(),
                new Original.Inline(id, carrier.content().attachments()),
                doubts);
    }

    private static String unnamed(String name) {
        return name.isEmpty()
                ? "No header was found that says whose the forwarded mail is."
                : "The header of the forwarded mail shows no address, but the name \"" + name + "\" alone.";
    }

    private Stream<Attachment> attached(IncomingMail mail) {
        return mail.content().attachments().stream().filter(this::isMail);
    }

    private boolean isMail(Attachment part) {
        boolean named = MAILS.contains(part.mediaType())
                || part.name().toLowerCase(Locale.ROOT).endsWith(".eml");
        return named && read(part).isPresent();
    }

    /** The mail in a part; empty when what is there has no header of a mail. */
    private Optional<IncomingMail> read(Attachment part) {
        ReadMail read = reader.read(part.content());
        return read instanceof IncomingMail mail
                        && (mail.headers().has("From") || mail.headers().has("Subject"))
                ? Optional.of(mail)
                : Optional.empty();
    }

    private Forwarded attached(Attachment part) {
        return attached(part, read(part).orElseThrow(), 1);
    }

    private Forwarded attached(Attachment part, IncomingMail mail, int depth) {
        Optional<NamedAddress> from = mail.correspondents().from();
        Optional<Forwarded> within = from.map(NamedAddress::address)
                .filter(this::isAgents)
                .filter(_ -> depth < DEEPEST)
                .flatMap(_ -> within(mail, depth));
        if (within.isPresent()) {
            return within.get();
        }
        KindVerdict kind = Triage.kindOf(mail, organisation::isOwnAddress);
        List<String> doubts = kind.kind().automatic() && kind.kind() != MailKind.LIST
                ? List.of("The forwarded mail is a program's, so its sender is not taken for the customer: "
                        + kind.reason() + ".")
                : from.map(this::doubts)
                        .orElseGet(() -> List.of("The forwarded mail has no sender that could be read."));
        return new Forwarded(
                from.filter(_ -> doubts.isEmpty()),
                mail.subject(),
                mail.headers().first("Date").orElse(""),
                mail.content().text(),
                new Original.Attached(part, mail, kind),
                doubts);
    }

    /** What an agent's mail forwards in its turn, if that is one mail. */
    private Optional<Forwarded> within(IncomingMail mail, int depth) {
        Optional<ForwardedMail> inline =
                ForwardedMail.in(mail.content().text(), ForwardSigns.areInSubject(mail.subject()));
        if (inline.isPresent()) {
            return Optional.of(inline(inline.get(), mail, Optional.empty(), depth + 1));
        }
        List<Attachment> mails = attached(mail).toList();
        return mails.size() == 1
                ? read(mails.getFirst()).map(inner -> attached(mails.getFirst(), inner, depth + 1))
                : Optional.empty();
    }

    /** Why this sender is not taken for the customer. */
    private List<String> doubts(NamedAddress from) {
        if (organisation.isOwnAddress(from.address())) {
            return List.of("The forwarded mail is one of our own, from " + from.address() + ".");
        }
        return isAgents(from.address())
                ? List.of(
                        "The forwarded mail is from " + from.address() + ", who is an agent, and holds no other mail.")
                : List.of();
    }

    private boolean isAgents(EmailAddress address) {
        return organisation.agentOf(address).isPresent();
    }
}
