package org.postroom.mailbox.imap;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.Bytes;
import org.postroom.mailbox.imap.Response.Literal;

/**
 * The items of a FETCH response (RFC 3501 section 7.4.2) that were asked for. Servers may send such responses of their own
 * accord too, with other items.
 */
record FetchItems(Optional<Long> uid, Optional<Long> size, Optional<Instant> arrived, Optional<Literal> body) {
    private static final Pattern UID = Pattern.compile("[( ]UID (\\d{1,18})", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("[( ]RFC822\\.SIZE (\\d{1,18})", Pattern.CASE_INSENSITIVE);
    private static final Pattern BODY = Pattern.compile(
            "[( ]BODY\\[](?:<\\d+>)? (?:(\\{\\d+})|\"((?:[^\"\\\\]|\\\\.)*+)\")", Pattern.CASE_INSENSITIVE);
    private static final Pattern ARRIVED =
            Pattern.compile("[( ]INTERNALDATE \"([^\"]{1,40})\"", Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("d-MMM-uuuu HH:mm:ss Z")
            .toFormatter(Locale.ENGLISH);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    static FetchItems of(Response response) {
        Matcher body = BODY.matcher(response.text());
        if (!body.find()) {
            return around(response.text(), Optional.empty());
        }
        // A quoted body might hold anything: the other items are looked for around it.
        String around = response.text().substring(0, body.start()) + " "
                + response.text().substring(body.end());
        return around(around, content(response, body));
    }

    private static FetchItems around(String text, Optional<Literal> body) {
        return new FetchItems(number(UID, text), number(SIZE, text), arrived(text), body);
    }

    /** INTERNALDATE (RFC 3501 section 2.3.3); empty when it is none. */
    private static Optional<Instant> arrived(String text) {
        Matcher found = ARRIVED.matcher(text);
        try {
            return found.find()
                    ? Optional.of(Instant.from(DATE.parse(found.group(1).strip())))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Empty where a server says the sign of a literal amid a line, and none follows. */
    private static Optional<Literal> content(Response response, Matcher body) {
        if (body.group(1) != null) {
            return response.literals().stream().findFirst();
        }
        byte[] quoted = ESCAPE.matcher(body.group(2)).replaceAll("$1").getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new Literal(Bytes.wrap(quoted), quoted.length));
    }

    private static Optional<Long> number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(Long.valueOf(found.group(1))) : Optional.empty();
    }
}
