package org.postroom.conversation;

import java.util.regex.Pattern;

/** Tells a forwarded mail from an answer by what mail programs write into subject and text. */
final class ForwardSigns {
    /**
     * Forward prefixes as programs of many languages write them, before anything else: "Re: Fwd:" answers a forwarded mail.
     * Not "VS:", which forwards in Danish but answers in Finnish.
     */
    private static final Pattern SUBJECT = Pattern.compile(
            "^\\s*\\[?(?:fwd?|wg|tr|rv|enc|i|vl|vb|doorst|pd|i̇lt|ilt|továbbítás|转发|轉寄|転送|전달)\\s?[:：]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** The line above a forwarded mail, as Gmail, Thunderbird, Apple Mail and Outlook write it in some languages. */
    private static final Pattern LINE = Pattern.compile(
            "(?m)^[ \\t\\u00a0]*(?:-{3,} ?(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado"
                    + "|messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada|przekazana wiadomość|forwarded by)\\b.*"
                    + "|(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message transféré"
                    + "|inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht) ?:)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private ForwardSigns() {}

    /**
     * Whether the mail looks forwarded. Quoted lines do not count: the customer's mail in a notice may be a forwarded one.
     *
     * @param newText what the sender wrote, without what a mail program quoted
     */
    static boolean areIn(String subject, String newText) {
        return SUBJECT.matcher(subject).find() || LINE.matcher(newText).find();
    }
}
