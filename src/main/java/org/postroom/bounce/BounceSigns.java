package org.postroom.bounce;

import java.util.Locale;
import java.util.regex.Pattern;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.ReturnPath;

/** Tells by sender, subject and words whether a mail without machine-readable report is one about a failed delivery. */
final class BounceSigns {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern SENDER = Pattern.compile(
            "^(?:mailer[-_ ]?daemon|postmaster|mail[-_.]?daemon|mail[-_.]?delivery|mdaemon|double-bounce|bounces?|ndr|mailsystem|mail-?system|maildelivery|delivery|undeliverable|mailer|smtpd?|mailadmin|mail[-_.]?admin|system|administrator|daemon|uucp|mmdf|smail|exim|root)(?:[+.-].*)?@|mail delivery|delivery (?:sub)?system|mailer-daemon|mail (?:system|administrator)|system administrator|postmaster",
            FLAGS);
    private static final Pattern DAEMON = Pattern.compile("(?:mailer[-_]?daemon|mail[-_]daemon)@.*", FLAGS);
    private static final Pattern SAYS_IT = Pattern.compile(
            "could not be delivered to|unable to deliver (?:the |your |this )?(?:message|mail|e-?mail) to|was not delivered to|cannot be delivered to|n['\u2019]a pas pu [e\u00EA]tre d[e\u00E9]livr[e\u00E9]|konnte nicht (?:zugestellt|ausgeliefert)|no se pudo entregar|non \u00E8 stato (?:possibile )?(?:consegn|recapit)",
            FLAGS);
    private static final Pattern SUBJECT = Pattern.compile(
            "undeliver|returned (?:mail|to sender|message|e-?mail)|return(?:ed)? to sender|delivery (?:status|fail|problem|error|report|notif|has failed|unsuccess|incomplete|warning|delay)|(?:mail|message|e-?mail) (?:delivery )?(?:fail|error|problem|could not|not deliver|undeliver|system error|status|returned|warning|delay|rejected)|failure (?:notice|delivery|notification)|failed (?:mail|delivery|message)|delivery (?:of .{0,40})?fail|non[- ]?deliver|not (?:be )?deliver|nondeliver|bounce|unable to deliver|could ?n[o']t (?:be )?(?:send|sent|deliver)|cannot (?:send|deliver)|unknown (?:user|recipient|address|local)|user unknown|warning: (?:message|could not)|rejected|message status - undeliverable|permanent (?:delivery )?failure|addressee unknown|invalid (?:address|recipient)|\\bdsn\\b|\\bndn\\b|\\bndr\\b|no such (?:user|address)"
                    + "|não é possível entregar|falha na entrega|recapito non riuscito|recapitabile|(?:inte|ikke) (?:levereras|leveres|leverera)|levering mislykkedes|ei voi toimittaa|teslim edilemedi|kézbesíthetetlen|배달되지 않음|تعذر التسليم|ανεπίδοτο"
                    + "|unzustellbar|nicht zustellbar|nicht zugestellt|unzustellbarkeit|zustellung|non remis|non distribu|échec|retouré|no se puede entregar|no entregado|devuelt[oa]|mancato recapito|non recapitat|impossibile recapitare|não entregue|falha|não foi possível entregar|onbestelbaar|niet bestelbaar|olevererbar|ikke levert|kunne ikke leveres|ej levererat|epäonnistui|niedostarcz|nedoruč|не доставл|недостав|配信|配達|送信でき|送信エラー|退信|退回|无法投递|无法|失败|退信|系统退信",
            FLAGS);
    private static final Pattern WORDS = Pattern.compile(
            "(?:could not|couldn't|can not|cannot|can't|unable to|was not|wasn't|not|failed to|failure to|impossible to) (?:be |deliver|send|reach|find|complete|route|been )"
                    + "|undeliver|(?:delivery|recipients?|address(?:es)?|message|mail|transmission).{0,60}(?:fail|reject|return|refus|bounce|problem|error|invalid|denied|unknown)|permanent (?:fatal )?error|fatal error|returned (?:to (?:the )?sender|mail|message|below|unsent)|user unknown|unknown (?:user|recipient|address)|no such (?:user|address|mailbox)|mailbox (?:is )?(?:full|unavailable|not found)|over quota|quota exceed|(?<!\\d)5\\d\\d[ -](?:#?5\\.\\d\\.\\d|\\w)|does not exist|doesn't exist|invalid (?:recipient|address|user)|host unknown|unrouteable|still (?:being )?retr|will (?:be )?(?:retried|keep trying|continue)|not yet been delivered|delayed|配信|宛先",
            FLAGS);
    private static final Pattern LATE = Pattern.compile(
            "(?:has|have) not yet been delivered|not yet been delivered|still (?:being )?(?:retr|trying|attempting|queued)|will (?:be )?(?:retried|keep trying|continue (?:to )?(?:try|attempt|retry|deliver)|try again|re-?attempt|be (?:re)?tried|retry)|(?:delivery|message).{0,40}(?:is|has been|was|being) delayed|delivery attempts will (?:continue|be)|no action is required|this is a warning message only|do not need to re-?send|will continue for|further attempts will",
            FLAGS);
    private static final Pattern LATE_SUBJECT =
            Pattern.compile("delay|warning: (?:message|could not send)|still trying|will retry|verzöger", FLAGS);
    private static final Pattern GAVE_UP = Pattern.compile(
            "giving up|given up|gave up|no longer|final|permanent(?:ly)? (?:fail|error|fatal)|will not be|has been returned|will be returned|undeliverable|user unknown|could not be delivered to",
            FLAGS);
    private static final Pattern SERVER =
            Pattern.compile("(?<!\\d)[45]\\d\\d[ -]|(?<![\\d.])[45]\\.\\d\\.\\d|unknown|no such|quota|full", FLAGS);

    private static final Pattern LIST_REFUSAL = Pattern.compile(
            "are not (?:an? )?(?:list )?member|not (?:an? )?member|loop alert|security alert|duplicated message|fatal error|not sent|reject|refus|ignored|too (?:large|big)|exceed|filter",
            FLAGS);

    private static final Pattern PERSONAL = Pattern.compile(
            "^[ \\t]*\\p{L}[^\\s,]{0,40}(?:[ \\t]\\p{L}[^\\s,]{0,40}){0,4}[,!\uFF0C][ \\t\\r]*$|\\p{L} ?[?\uFF1F][ \\t\\r]*$|\\p{L}\\? \\p{Lu}",
            Pattern.MULTILINE);

    private BounceSigns() {}

    /**
     * @param told whether the report names an address that is neither its sender's nor its recipient's
     */
    static boolean bounce(IncomingMail mail, String report, boolean told) {
        if (mail.headers().has("X-Failed-Recipients")
                || refusedByList(mail)
                || DAEMON.matcher(from(mail)).matches()) {
            return true;
        }
        boolean nobody = mail.correspondents().returnPath() instanceof ReturnPath.Null;
        boolean subject = SUBJECT.matcher(mail.subject()).find();
        boolean words = WORDS.matcher(report).find();
        boolean program = sender(mail) && (subject || words) || subject && nobody;
        boolean plain = told && !mentions(report) && SAYS_IT.matcher(report).find();
        boolean personal = personal(report) && !noReply(mail);
        return program
                || subject && words && !answered(mail) && !personal
                || plain && (subject && !personal || nobody || noReply(mail));
    }

    /**
     * Whether its header lets it be a report. Without any such sign {@link #bounce} finds it none; nearly all mail is told apart
     * by this, whose text is then never searched for the words of reports.
     */
    static boolean perhaps(IncomingMail mail) {
        return mail.headers().has("X-Failed-Recipients")
                || mail.headers().has("X-MLServer")
                || mail.correspondents().returnPath() instanceof ReturnPath.Null
                || DAEMON.matcher(from(mail)).matches()
                || sender(mail)
                || SUBJECT.matcher(mail.subject()).find()
                || noReply(mail);
    }

    /** fml, a list server of Japan, says so in the subject of a mail of its own. */
    private static boolean refusedByList(IncomingMail mail) {
        return mail.headers().has("X-MLServer")
                && LIST_REFUSAL.matcher(mail.subject()).find();
    }

    /** A person quotes or tells of a report. */
    private static boolean mentions(String report) {
        return report.length() > 3_000 || report.startsWith(">") || report.contains("\n>");
    }

    /** A person greets, and asks what a report means that stands below. */
    private static boolean personal(String report) {
        return PERSONAL.matcher(report).find();
    }

    private static String from(IncomingMail mail) {
        return mail.correspondents().from().map(from -> from.address().value()).orElse("");
    }

    private static boolean noReply(IncomingMail mail) {
        return from(mail).matches("(?i)no-?reply.*");
    }

    private static boolean sender(IncomingMail mail) {
        return mail.headers().first("From").filter(SENDER.asPredicate()).isPresent()
                || mail.correspondents()
                        .from()
                        .filter(from -> SENDER.matcher(from.address().value()).find())
                        .isPresent();
    }

    /** A person who answers, or passes on, a report. */
    private static boolean answered(IncomingMail mail) {
        String subject = mail.subject().toLowerCase(Locale.ROOT);
        return subject.matches("(?:re|aw|fwd?|wg|tr|sv|antw|rv|r)\\s?:.*")
                || !mail.thread().inReplyTo().isEmpty();
    }

    static boolean delayed(IncomingMail mail, String report) {
        boolean late = LATE.matcher(report).find()
                || LATE_SUBJECT.matcher(mail.subject()).find();
        return late && !GAVE_UP.matcher(report).find();
    }

    /** Whether a line looks like a server's answer. */
    static boolean serverSpeaks(String line) {
        return SERVER.matcher(line).find();
    }
}
