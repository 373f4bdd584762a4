package org.postroom.autoreply;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail.ReturnPath;

/**
 * Where an automatic answer goes (RFC 3834 section 4): to the Return-Path, so that a forged From sends nothing to a
 * stranger. Where the Return-Path is of From's own domain, as with senders that put a tag into each envelope, to From, which
 * a person reads. Never to Reply-To, which anybody may set to anything.
 */
final class AnswerAddress {
    /** RFC 3834 section 2, and the names list programs use. */
    private static final Pattern ROBOT = Pattern.compile(
            "mailer-daemon|mailerdaemon|postmaster|listserv|majordomo|owner-.*|.*-owner|.*-request|.*-bounces?");

    private static final Pattern NOBODY_READS = Pattern.compile(
            "(?:.*[._-])?(?:no|not|donot|do-not|do_not|do\\.not|never|nicht)[._-]?(?:reply|replies|respond|response|answer|antworten)(?:[._-].*)?"
                    + "|bounces?(?:[._=-].*)?|nobody|devnull");

    private AnswerAddress() {}

    static Optional<EmailAddress> of(AutoReplyFacts.Sender sender) {
        return switch (sender.returnPath()) {
            case ReturnPath.Null _ -> Optional.empty();
            case ReturnPath.Unknown _ -> sender.from();
            case ReturnPath.Of path ->
                sender.from().filter(from -> aligned(from, path.address())).or(() -> Optional.of(path.address()));
        };
    }

    /** Whether the sender is a program by its name alone: a list's or a server's Return-Path, or a From nobody reads. */
    static boolean isRobot(AutoReplyFacts.Sender sender, EmailAddress target) {
        boolean robotPath = sender.returnPath() instanceof ReturnPath.Of(EmailAddress path) && matches(ROBOT, path);
        boolean robotFrom = sender.from()
                .filter(from -> matches(ROBOT, from) || matches(NOBODY_READS, from))
                .isPresent();
        return robotPath || robotFrom || matches(NOBODY_READS, target);
    }

    private static boolean matches(Pattern pattern, EmailAddress address) {
        String local = address.withoutDetail().localPart().toLowerCase(Locale.ROOT);
        return pattern.matcher(local).matches();
    }

    /** The same domain, or one within the other; every domain is within {@code com}, which nobody sends from. */
    private static boolean aligned(EmailAddress from, EmailAddress path) {
        String one = from.domain().toLowerCase(Locale.ROOT);
        String other = path.domain().toLowerCase(Locale.ROOT);
        return one.equals(other) || isWithin(one, other) || isWithin(other, one);
    }

    private static boolean isWithin(String domain, String wider) {
        return wider.contains(".") && domain.endsWith("." + wider);
    }
}
