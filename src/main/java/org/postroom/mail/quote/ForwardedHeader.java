package org.postroom.mail.quote;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.EmailAddress;

/**
 * What the header that a mail program wrote above a forwarded mail says of it. Whoever forwarded it could change each word.
 *
 * @param name the sender's, empty when none is shown
 * @param address the sender's; empty when none is shown, as Outlook does within an organisation
 * @param date as it is written there, in whatever language; empty when none is shown
 * @param subject empty when none is shown
 */
public record ForwardedHeader(String name, Optional<EmailAddress> address, String date, String subject) {
    /** A header that says nothing. */
    static final ForwardedHeader NOTHING = new ForwardedHeader("", Optional.empty(), "", "");

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>\\[\\](){}\"',;:|*]{1,64}@[^\\s<>\\[\\](){}\"',;:|*@]{1,255}");
    private static final Pattern AROUND_NAMES = Pattern.compile(
            "^[\\s\"'<>\\[\\](),;*|\\u2018-\\u201F\\u00AB\\u00BB]+|[\\s\"'<>\\[\\](),;*|\\u2018-\\u201F\\u00AB\\u00BB]+$");
    private static final Pattern MAILTO = Pattern.compile("(?i)[<\\[(]?\\s*mailto:\\s*$");

    /** The header whose sender is written so: {@code Carl <carl@example.org>}, {@code Carl [mailto:…]}, or a name alone. */
    static ForwardedHeader of(String sender, String date, String subject) {
        Matcher found = ADDRESS.matcher(sender);
        while (found.find()) {
            Optional<EmailAddress> address = EmailAddress.parse(found.group().replaceFirst("\\.+$", ""));
            if (address.isPresent()) {
                String before =
                        MAILTO.matcher(sender.substring(0, found.start())).replaceFirst("");
                return new ForwardedHeader(bare(before), address, date, subject);
            }
        }
        return new ForwardedHeader(bare(sender), Optional.empty(), date, subject);
    }

    private static String bare(String name) {
        return AROUND_NAMES.matcher(name).replaceAll("");
    }
}
