package org.postroom.bounce;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What codes mean: enhanced status codes (RFC 3463, RFC 7372, RFC 7505, Exchange's own) and SMTP reply codes (RFC 5321). */
final class ReasonCodes {
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]*\\d)");
    private static final Pattern REPLY = Pattern.compile("(?<![\\d.:/-])([45][0-7]\\d)(?=[ :\\-<]|$)(?!-\\d\\d)");

    /** By subject and detail. Those that servers use for anything are not here, nor 4.1, which means no answer, but at Exchange Online an unknown recipient. */
    private static final Map<String, Reason> DETAILS = Map.ofEntries(
            entry("1.0", Reason.USER_UNKNOWN),
            entry("1.1", Reason.USER_UNKNOWN),
            entry("1.2", Reason.HOST_UNKNOWN),
            entry("1.3", Reason.USER_UNKNOWN),
            entry("1.4", Reason.FILTERED),
            entry("1.6", Reason.MOVED),
            entry("1.7", Reason.SENDER),
            entry("1.8", Reason.SENDER),
            entry("1.9", Reason.SYSTEM),
            entry("1.10", Reason.USER_UNKNOWN), // RFC 7505: null MX; Exchange: recipient not found
            entry("1.90", Reason.TOO_MANY), // Exchange Online
            entry("1.350", Reason.USER_UNKNOWN), // Exchange Online
            entry("1.351", Reason.USER_UNKNOWN), // Exchange Online: the other server said unknown
            entry("2.1", Reason.DISABLED),
            entry("2.2", Reason.MAILBOX_FULL),
            entry("2.3", Reason.TOO_BIG),
            entry("3.1", Reason.SYSTEM),
            entry("3.2", Reason.NO_MAIL),
            entry("3.3", Reason.SYSTEM),
            entry("3.4", Reason.TOO_BIG),
            entry("3.5", Reason.SYSTEM),
            entry("4.2", Reason.NETWORK),
            entry("4.3", Reason.NETWORK),
            entry("4.4", Reason.HOST_UNKNOWN),
            entry("4.5", Reason.TOO_MANY),
            entry("4.6", Reason.NETWORK),
            entry("4.7", Reason.EXPIRED),
            entry("4.14", Reason.NETWORK), // Exchange: loop
            entry("4.310", Reason.HOST_UNKNOWN), // Exchange Online
            entry("4.316", Reason.EXPIRED), // Exchange Online
            entry("7.4", Reason.ENCRYPTION),
            entry("7.5", Reason.ENCRYPTION),
            entry("7.8", Reason.NOT_AUTHENTICATED),
            entry("7.10", Reason.ENCRYPTION),
            entry("7.13", Reason.DISABLED),
            entry("7.17", Reason.MOVED), // RFC 7293: the address has a new owner
            entry("7.18", Reason.MOVED),
            entry("7.20", Reason.NOT_AUTHENTICATED), // RFC 7372 and on: DKIM, SPF
            entry("7.21", Reason.NOT_AUTHENTICATED),
            entry("7.22", Reason.NOT_AUTHENTICATED),
            entry("7.23", Reason.NOT_AUTHENTICATED),
            entry("7.24", Reason.NOT_AUTHENTICATED),
            entry("7.25", Reason.NO_REVERSE_NAME),
            entry("7.26", Reason.NOT_AUTHENTICATED),
            entry("7.27", Reason.SENDER),
            entry("7.28", Reason.TOO_MANY),
            entry("7.29", Reason.NOT_AUTHENTICATED));

    /** By subject, for details unheard of. */
    private static final Map<String, Reason> SUBJECTS = Map.of(
            "4", Reason.NETWORK,
            "6", Reason.SYSTEM,
            "7", Reason.POLICY);

    /** Where there is no enhanced code. 521 and 556: RFC 7504. */
    private static final Map<String, Reason> REPLIES = Map.of(
            "521", Reason.NO_MAIL,
            "556", Reason.NO_MAIL,
            "530", Reason.NOT_AUTHENTICATED,
            "534", Reason.NOT_AUTHENTICATED,
            "535", Reason.NOT_AUTHENTICATED,
            "538", Reason.ENCRYPTION);

    private static final Set<String> NEUTRAL = Set.of("0.0", "2.0", "3.0", "4.0", "4.1", "5.0");

    private ReasonCodes() {}

    /** The first enhanced status code in a text. */
    static Optional<String> statusIn(String text) {
        return first(STATUS, text);
    }

    /** The first enhanced status code in a text that means something. */
    static Optional<String> tellingStatusIn(String text) {
        return STATUS.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(status -> !NEUTRAL.contains(detail(status)))
                .findFirst();
    }

    /** The first SMTP reply code of a refusal in a text. */
    static Optional<String> replyIn(String text) {
        return first(REPLY, text);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    static Reason ofStatus(String status) {
        String detail = detail(status);
        if (NEUTRAL.contains(detail)) {
            return Reason.UNTOLD;
        }
        String subject = detail.substring(0, detail.indexOf('.'));
        return DETAILS.getOrDefault(detail, SUBJECTS.getOrDefault(subject, Reason.UNTOLD));
    }

    static Reason ofReply(String reply) {
        return REPLIES.getOrDefault(reply, Reason.UNTOLD);
    }

    private static String detail(String status) {
        return status.substring(status.indexOf('.') + 1);
    }
}
