package org.postroom.mail.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.postroom.mail.Attachment;
import org.postroom.mail.tnef.RtfText;
import org.postroom.mail.tnef.TnefMessage;
import org.postroom.mail.tnef.TnefReader;

/** Turns the parts of a mail that are no body into attachments; what Outlook packed into one is taken out. For one mail. */
final class AttachedParts {
    private static final Set<String> TNEF = Set.of("application/ms-tnef", "application/vnd.ms-tnef");
    private static final Set<String> MAILS = Set.of("message/rfc822", "message/global", "message/news");
    private static final byte[] TNEF_SIGNATURE = {0x78, (byte) 0x9F, 0x3E, 0x22};
    private static final int LONGEST_SUBJECT = 150;

    private final ReadLimits limits;
    private final List<Attachment> found = new ArrayList<>();
    private final Set<String> problems = new TreeSet<>();
    private Optional<TnefMessage> packed = Optional.empty();
    private Optional<RtfText> rtf = Optional.empty();

    AttachedParts(ReadLimits limits) {
        this.limits = limits;
    }

    List<Attachment> found() {
        return found;
    }

    Set<String> problems() {
        return problems;
    }

    /** The words that Outlook packed, if any. */
    Optional<TnefMessage> packed() {
        return packed;
    }

    /** A text that was written as RTF, and not sent as a file. */
    Optional<RtfText> rtf() {
        return rtf;
    }

    void add(Attachment attachment) {
        found.add(attachment);
    }

    void add(Entity part) {
        if (tnef(part)) {
            unpack(part);
        } else {
            found.add(attachment(part));
            if (rtf.isEmpty() && rtf(part.header())) {
                rtf = Optional.of(RtfText.of(part.content().toArray(), WindowsCodePages::decode));
            }
        }
    }

    private static boolean rtf(PartHeader header) {
        return header.mediaType().equals("text/rtf")
                && header.name().isEmpty()
                && !header.disposition().value().equals("attachment");
    }

    private static boolean tnef(Entity part) {
        byte[] content = part.content().beginning(TNEF_SIGNATURE.length + 1);
        boolean signed = content.length > TNEF_SIGNATURE.length;
        for (int i = 0; signed && i < TNEF_SIGNATURE.length; i++) {
            signed = content[i] == TNEF_SIGNATURE[i];
        }
        return signed || TNEF.contains(part.header().mediaType());
    }

    private void unpack(Entity part) {
        int most = Math.max(0, limits.parts() - found.size());
        Optional<TnefMessage> message = TnefReader.read(part.content(), WindowsCodePages::decode, most);
        if (message.isEmpty()) {
            problems.add("Its winmail.dat holds nothing that can be unpacked, and is kept as a file");
            found.add(attachment(part));
            return;
        }
        found.addAll(message.get().attachments());
        packed = packed.or(() -> message);
        if (!message.get().whole()) {
            problems.add("Its winmail.dat is broken; what is missing of it is in the raw mail only");
        }
    }

    private Attachment attachment(Entity part) {
        PartHeader header = part.header();
        Optional<String> id = header.contentId().or(header::location);
        boolean inline = header.disposition().value().equals("inline")
                || header.disposition().value().isEmpty() && header.contentId().isPresent();
        return new Attachment(name(part), header.mediaType(), inline, id, part.content());
    }

    /** A mail that has no name is named after its subject. */
    private String name(Entity part) {
        String name = part.header().name();
        if (!name.isEmpty() || !MAILS.contains(part.header().mediaType())) {
            return name;
        }
        String subject = MailHead.subject(part.content(), limits)
                .replaceAll("\\s*[/\\\\]\\s*", "-")
                .strip();
        return subject.isEmpty() ? "" : cut(subject) + ".eml";
    }

    private static String cut(String subject) {
        int end = Math.min(subject.length(), LONGEST_SUBJECT);
        boolean torn = end < subject.length() && Character.isHighSurrogate(subject.charAt(end - 1));
        return subject.substring(0, torn ? end - 1 : end).strip();
    }
}
