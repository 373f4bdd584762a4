package org.postroom.bounce;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.postroom.bounce.ReasonWords.Told;

/**
 * That a server did not take a mail for one recipient, with all that helps to tell why.
 *
 * @param status the enhanced status code the report states, if it does
 * @param said what the server said
 * @param step at which step of the dialogue
 */
record Refusal(Optional<String> status, String said, SmtpStep step) {
    /** Said beside words of an unknown address, these count for more, unless a code says otherwise. */
    private static final Set<Reason> OUTWEIGHING = EnumSet.of(
            Reason.MAILBOX_FULL, Reason.DISABLED, Reason.NOT_AUTHENTICATED, Reason.NO_REVERSE_NAME, Reason.TRY_LATER);

    /** Codes that are used for so much that words are more exact. */
    private static final Set<Reason> VAGUE = EnumSet.of(Reason.POLICY, Reason.NETWORK, Reason.SYSTEM);

    /** The code of the answer itself, where it tells something, before the one the report states. */
    Optional<String> code() {
        return ReasonCodes.tellingStatusIn(said).or(() -> status);
    }

    /** Whether the server says that it may go another time: 4xx, 4.x.x (RFC 5321 section 4.2.1, RFC 3463 section 2). */
    boolean temporary() {
        return code().map(code -> code.startsWith("4."))
                .or(() -> ReasonCodes.replyIn(said).map(reply -> reply.startsWith("4")))
                .orElse(false);
    }

    /**
     * Why, by these rules, the first that fits: what was said before the server heard of the recipient is about us; a code
     * for an address is believed unless all words say something else; a code for something else is believed unless the
     * server said "unknown" at RCPT TO; without a telling code, unknown hosts are believed, and unknown users where the program that
     * reports looked them up itself or the server said so at RCPT TO.
     */
    Reason reason() {
        Told told = ReasonWords.toldBy(said);
        Reason coded = coded();
        Optional<Reason> address = Optional.of(coded)
                .filter(reason -> reason.addressIsBad() && told.reasons().contains(reason))
                .or(() -> about(told, true));
        Optional<Reason> other = about(told, false);
        if (step == SmtpStep.BEFORE_RECIPIENT) {
            return other.orElse(coded.addressIsBad() ? Reason.SENDER : coded);
        }
        if (coded.addressIsBad()) {
            return byAddressCode(coded, told, address, other);
        }
        if (coded != Reason.UNTOLD && coded != Reason.DISABLED) {
            return byOtherCode(coded, told, address, other);
        }
        return byWords(coded, told, address, other);
    }

    private Reason coded() {
        return code().map(ReasonCodes::ofStatus)
                .filter(reason -> reason != Reason.UNTOLD)
                .or(() -> ReasonCodes.replyIn(said).map(ReasonCodes::ofReply))
                .orElse(Reason.UNTOLD);
    }

    /** The first reason the words tell that is, or is not, about the address. */
    private static Optional<Reason> about(Told told, boolean address) {
        return told.reasons().stream()
                .filter(reason -> reason.addressIsBad() == address)
                .findFirst();
    }

    private Reason byAddressCode(Reason coded, Told told, Optional<Reason> address, Optional<Reason> other) {
        boolean ownWord = code().filter(code -> code.endsWith(".1.1")).isPresent();
        boolean lookup = coded != Reason.USER_UNKNOWN && outweighed(told);
        if (lookup || step == SmtpStep.CONTENT && !ownWord) {
            return other.orElse(Reason.FILTERED);
        }
        return address.or(() -> other).orElse(coded);
    }

    private Reason byOtherCode(Reason coded, Told told, Optional<Reason> address, Optional<Reason> other) {
        if (told.sure()) {
            return Reason.USER_UNKNOWN;
        }
        if (step == SmtpStep.RECIPIENT && address.isPresent() && other.isEmpty()) {
            return address.get();
        }
        return VAGUE.contains(coded) ? other.orElse(coded) : coded;
    }

    private Reason byWords(Reason coded, Told told, Optional<Reason> address, Optional<Reason> other) {
        if (told.sure()) {
            return Reason.USER_UNKNOWN;
        }
        boolean user = address.filter(Reason.USER_UNKNOWN::equals).isPresent();
        boolean believed = user ? step == SmtpStep.RECIPIENT : step != SmtpStep.CONTENT;
        if (address.isPresent() && believed && !outweighed(told)) {
            return address.get();
        }
        return user && !outweighed(told) ? Reason.FILTERED : other.orElse(coded);
    }

    private static boolean outweighed(Told told) {
        return told.reasons().stream().anyMatch(OUTWEIGHING::contains);
    }
}
