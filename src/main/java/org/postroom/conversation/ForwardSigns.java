package org.postroom.conversation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a forwarded mail from an answer by what mail programs write into subject and text. */
public final class ForwardSigns {
    /**
     * Forward prefixes as programs of many languages write them, before anything else: "Re: Fwd:" answers a forwarded mail.
     * Not "VS:", which forwards in Danish but answers in Finnish.
     */
    private static final Pattern SUBJECT = Pattern.compile(
            "^\\s*\\[?(?:fwd?|wg|tr|rv|enc|i|vl|vb|doorst|pd|i̇lt|ilt|továbbítás|tovább|πρθ|הועבר|转发|轉寄|转寄|転送|전달)\\s?[:：]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** The line above a forwarded mail, as Gmail, Thunderbird, Apple Mail and Outlook write it in some languages. */
    private static final Pattern LINE = Pattern.compile(
            "(?m)^[ \\t\\u00a0]*(?:-{3,} ?(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado"
                    + "|messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada|przekazana wiadomość|forwarded by)\\b.*"
                    + "|(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message transféré"
                    + "|inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht) ?:)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private ForwardSigns() {}

    /** Whether the subject begins as programs write it when they forward a mail. */
    public static boolean areInSubject(String subject) {
        return SUBJECT.matcher(subject).find();
    }

    /** The subject without such beginnings. */
    public static String takenOff(String subject) {
        String rest = subject.strip();
        for (Matcher prefix = SUBJECT.matcher(rest); prefix.find(); prefix = SUBJECT.matcher(rest)) {
            boolean bracketed = rest.startsWith("[") && rest.endsWith("]");
            rest = rest.substring(prefix.end(), rest.length() - (bracketed ? 1 : 0))
                    .strip();
        }
        return rest;
    }

    /**
     * Whether the mail looks forwarded. Quoted lines do not count: the customer's mail in a notice may be a forwarded one.
     *
     * @param newText what the sender wrote, without what a mail program quoted
     */
    static boolean areIn(String subject, String newText) {
        return areInSubject(subject) || LINE.matcher(newText).find();
    }
}
