package org.postroom.bounce;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;

/** Finds the people whom a server of old names without their domain, which is its own. */
final class LocalNames {
    private static final int MOST = 20;
    private static final String NAME =
            "[\"'<]?([\\p{L}\\p{N}][\\p{L}\\p{N}_+-]{1,60}(?:\\.[\\p{L}\\p{N}_+-]{1,60}){0,4})[\"'>]?";

    /** Alone on the lines below one that ends in a colon, before a server's word, or behind it. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:(?<=:)[ \\t]*\\R{1,3}[ \\t]{0,20}" + NAME + "[ \\t]*$|^[ \\t]*(?:550 )?" + NAME
                    + "(?:\\.\\.\\.|:) ?user unknown|(?:unknown user|no such user|unknown recipient): ?" + NAME
                    + "[ \\t]*$)",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private LocalNames() {}

    /** With the domain of the report's sender. */
    static List<EmailAddress> in(String report, IncomingMail mail) {
        Optional<String> domain =
                mail.correspondents().from().map(from -> from.address().domain());
        return domain.stream()
                .flatMap(own -> NAMED.matcher(report)
                        .results()
                        .limit(MOST)
                        .map(found -> Optional.ofNullable(found.group(1))
                                .or(() -> Optional.ofNullable(found.group(2)))
                                .orElseGet(() -> found.group(3)))
                        .flatMap(name -> EmailAddress.parse(name + "@" + own).stream()))
                .distinct()
                .toList();
    }
}
