package org.postroom.mail.parse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Headers;
import org.postroom.mail.IncomingMail.Correspondents;
import org.postroom.mail.IncomingMail.ReturnPath;
import org.postroom.mail.IncomingMail.ThreadLinks;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;

/** Reads a mail's own header. For a single mail. */
final class HeaderReader {
    private final Headers headers;
    private final ReadLimits limits;
    private final Set<String> problems = new TreeSet<>();

    /**
     * @param charset of the mail's text: what 8-bit bytes in its header are in when they are no UTF-8
     */
    HeaderReader(PartHeader header, Optional<String> charset, ReadLimits limits) {
        this.headers = new Headers(header.fields().stream()
                .map(field -> new Headers.Field(field.name(), field.text(charset)))
                .toList());
        this.limits = limits;
    }

    Set<String> problems() {
        return problems;
    }

    Headers headers() {
        return headers;
    }

    String subject() {
        return headers.all("Subject").stream()
                .filter(subject -> !subject.isBlank())
                .findFirst()
                .map(EncodedWords::decode)
                .map(subject ->
                        subject.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip())
                .orElse("");
    }

    Correspondents correspondents() {
        return new Correspondents(from(), addresses("Reply-To"), addresses("To"), addresses("Cc"), returnPath());
    }

    private Optional<NamedAddress> from() {
        Optional<NamedAddress> from = addresses("From").stream().findFirst();
        if (from.isPresent()) {
            return from;
        }
        problems.add(headers.has("From") ? "Its From names no address" : "It has no From");
        return addresses("Sender").stream()
                .findFirst()
                .or(() -> addresses("Return-Path").stream().findFirst());
    }

    private List<NamedAddress> addresses(String name) {
        List<NamedAddress> all = headers.all(name).stream()
                .flatMap(value -> AddressList.parse(value, limits.recipients() + 1).stream())
                .toList();
        if (all.size() <= limits.recipients()) {
            return all;
        }
        problems.add("Its " + name + " names more than " + limits.recipients() + " addresses; the rest is left out");
        return all.subList(0, limits.recipients());
    }

    private ReturnPath returnPath() {
        Optional<String> written = headers.first("Return-Path").map(String::strip);
        if (written.filter(path -> path.replaceAll("\\s", "").equals("<>")).isPresent()) {
            return new ReturnPath.Null();
        }
        Optional<EmailAddress> address =
                addresses("Return-Path").stream().map(NamedAddress::address).findFirst();
        return address.<ReturnPath>map(ReturnPath.Of::new).orElseGet(ReturnPath.Unknown::new);
    }

    ThreadLinks links() {
        return new ThreadLinks(
                headers.first("Message-ID").flatMap(MessageId::parse), last("In-Reply-To"), last("References"));
    }

    private List<MessageId> last(String name) {
        List<MessageId> all = headers.all(name).stream()
                .flatMap(value -> MessageId.parseAll(value).stream())
                .toList();
        return all.subList(Math.max(0, all.size() - limits.references()), all.size());
    }
}
