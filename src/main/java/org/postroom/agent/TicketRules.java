package org.postroom.agent;

import java.util.regex.Pattern;

/**
 * How a department's tickets begin, who joins them and who sees them.
 *
 * @param prefix before the ticket number: {@code SUP} in {@code SUP-1042}
 * @param whoMayOpen on the web form
 * @param allowNewTickets whether a mail that answers nothing opens a ticket; if not, it is rejected by policy (SPEC B3)
 * @param ccTakesPart whether people a customer puts in cc take part in the ticket (SPEC C4)
 * @param onReplyToLocked what a reply to a locked ticket leads to
 * @param openTo which agents outside the department see its tickets
 * @param undo how long answers wait before they leave
 */
public record TicketRules(
        String prefix,
        WhoMayOpen whoMayOpen,
        boolean allowNewTickets,
        boolean ccTakesPart,
        OnReplyToLocked onReplyToLocked,
        OpenTo openTo,
        UndoTimes undo) {
    /** The rule of a prefix, as a person is told it. */
    public static final String PREFIX_RULE = "2 to 8 upper-case letters A-Z and digits, beginning with a letter";

    private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Z0-9]{1,7}");

    /** Throws IllegalArgumentException when the prefix is not as {@link #PREFIX_RULE} says. */
    public TicketRules {
        if (!isPrefix(prefix)) {
            throw new IllegalArgumentException("Not a ticket prefix: '" + prefix + "' (" + PREFIX_RULE + ")");
        }
    }

    /** The rules of a department whose conf says nothing but the prefix. */
    public static TicketRules of(String prefix) {
        return new TicketRules(
                prefix, WhoMayOpen.EVERYONE, true, true, OnReplyToLocked.REJECT, OpenTo.nobody(), UndoTimes.DEFAULT);
    }

    /** These rules, but open to others. */
    public TicketRules withOpenTo(OpenTo others) {
        return new TicketRules(prefix, whoMayOpen, allowNewTickets, ccTakesPart, onReplyToLocked, others, undo);
    }

    /** These rules, but with answers that wait for so long. */
    public TicketRules withUndo(UndoTimes times) {
        return new TicketRules(prefix, whoMayOpen, allowNewTickets, ccTakesPart, onReplyToLocked, openTo, times);
    }

    /** Whether this text can stand before a ticket number. */
    public static boolean isPrefix(String text) {
        return PREFIX.matcher(text).matches();
    }
}
