package org.postroom.bounce;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** At which step of the SMTP dialogue a server refused, as far as the report tells (RFC 5321 section 3). */
enum SmtpStep {
    /** It did not yet hear of the recipient, so it cannot have been about him. */
    BEFORE_RECIPIENT,
    /** RCPT TO: about this very recipient. */
    RECIPIENT,
    /** It took the recipient and refused what came then, whatever it says: some filters plead an unknown user. */
    CONTENT,
    UNTOLD;

    private static final int LONGEST = 16_000;
    private static final String BEHIND =
            "(?:in (?:reply|response) to(?: the)?:? ?|after(?: the| sending| pipelined)* ?|>>> ?|response to(?: the)? |(?<![a-z])our |smtp:|smtp command[ :-]{0,9}|command:? |refused (?:our )?)";

    /** Each with its own program behind it: Postfix, Exim, sendmail, DragonFly, qmail, Yahoo, Gmail of old, X3, m-FILTER. */
    private static final Pattern SIGN = Pattern.compile(
            "(?<before>" + BEHIND
                    + "(?:mail[ _]from|mail\\b(?! ?server)|helo|ehlo|lhlo|initial connection|connect\\b|connection to\\b)"
                    + "|\\[(?:mail_from|connect|helo|ehlo)]|but sender was rejected|but greeting failed|my name was rejected|does not like (?:my )?(?:sender|from|helo|greeting)|\\(state (?:[6-9]|1[01])\\))"
                    + "|(?<recipient>" + BEHIND
                    + "rcpt|\\[rcpt_to]|does not like recipient|rcpt to command|rejected recipient|\\(state 1[2-4]\\))"
                    + "|(?<content>" + BEHIND
                    + "(?:end of |message )?(?:data|bdat|message body)|\\[(?:body|data)]|failed after i sent the message|(?:message|mail) \\(data\\)|\\(state 1[5-8]\\)|end of data)");

    private static final Pattern REFUSAL = Pattern.compile("<<< [45]\\d\\d");

    /** An answer that leaves the recipient's place empty is one to the whole mail. */
    private static final Pattern TO_NOBODY = Pattern.compile("[45]\\d\\d:? ?: ?user unknown");

    /** The same server names the recipient where it was asked about one: au of KDDI. */
    private static final Pattern TO_SOMEBODY =
            Pattern.compile("@(?:[\\w-]{1,40}\\.)?(?:ezweb\\.ne\\.jp|au\\.com)>: user unknown");

    static SmtpStep of(String transcript) {
        String text = transcript
                .substring(0, Math.min(transcript.length(), LONGEST))
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
        if (TO_NOBODY.matcher(text).find()) {
            return CONTENT;
        }
        if (TO_SOMEBODY.matcher(text).find()) {
            return RECIPIENT;
        }
        Matcher refusal = REFUSAL.matcher(text);
        return refusal.find() ? last(text.substring(0, refusal.start())) : first(text);
    }

    private static SmtpStep first(String text) {
        Matcher sign = SIGN.matcher(text);
        return sign.find() ? step(sign) : UNTOLD;
    }

    private static SmtpStep last(String text) {
        SmtpStep step = UNTOLD;
        Matcher sign = SIGN.matcher(text);
        while (sign.find()) {
            step = step(sign);
        }
        return step;
    }

    private static SmtpStep step(Matcher sign) {
        if (sign.group("before") != null) {
            return BEFORE_RECIPIENT;
        }
        return sign.group("recipient") != null ? RECIPIENT : CONTENT;
    }
}
