package org.postroom.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postroom.bounce.BounceReader;
import org.postroom.bounce.BounceReport;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.ReportParts;
import org.postroom.mail.IncomingMail.ReturnPath;
import org.postroom.mail.MailKind;

/**
 * Tells what sort of mail a mail is, by rules of which the first that fits decides. Its decisions are about programs only:
 * whoever merely writes oddly is a person.
 */
public final class Triage {
    private static final Pattern AUTOMATIC_SENDER = Pattern.compile(
            "(?:mailer[-_]?daemon|mail[-_]daemon|postmaster|auto-?responder|autoreply|auto-reply)(?:[+.-].*)?");
    private static final Pattern NO_REPLY = Pattern.compile(
            ".*?(?:^|[-_.+])(?:no|not|niet|do[-_.]?not|don-?t|never|ne-?pas|nao|n\u00E3o|non|nicht|keine?)[-_.]?(?:repl(?:y|ies)|respond(?:er|a|re)?|response|repondre|antworte?n?|antwort|beantwoorden|antwoorden|rispondere)(?:$|[-_.+\\d]).*|noreply.*|nepasrepondre.*|automailer.*");
    private static final Pattern LIST_SENDER =
            Pattern.compile("owner-.+|.+-(?:request|owner|bounces?)|majordomo|listserv|mailman");
    private static final Pattern COMPLAINT = Pattern.compile(
            "(?i)complaint about message|complaint from|abuse (?:complaint|report)|feedback (?:loop )?report|(?:spam|junk) (?:complaint|report)|client tos notification|\\bfbl\\b");
    private static final Pattern COMPLAINT_SENDER =
            Pattern.compile("(?:staff|feedback.*|fbl.*|abuse.*|complaints?.*|scomp|spam.*)");
    private static final Pattern SUMS =
            Pattern.compile("(?i)^\\s*(?:\\[.{1,30}\\] )?Report Domain: ?\\S+\\s+Submitter: ?\\S+");
    private static final Set<String> SUPPRESSED = Set.of("all", "autoreply");

    private final IncomingMail mail;
    private final Predicate<EmailAddress> own;

    /** Whether the local part says that nobody reads what is answered. */
    static boolean takesNoAnswers(String localPart) {
        return NO_REPLY.matcher(localPart.toLowerCase(Locale.ROOT)).matches();
    }

    private Triage(IncomingMail mail, Predicate<EmailAddress> own) {
        this.mail = mail;
        this.own = own;
    }

    /** What sort of mail it is, whether an automatic answer may go to its sender, and why. */
    public static KindVerdict kindOf(IncomingMail mail) {
        return kindOf(mail, address -> false);
    }

    /**
     * The same, where our own addresses are known: mail that came through a list of that address is judged as if it had come
     * without.
     */
    public static KindVerdict kindOf(IncomingMail mail, Predicate<EmailAddress> own) {
        return new Triage(mail, own).verdict();
    }

    private KindVerdict verdict() {
        List<Supplier<Optional<KindVerdict>>> rules = List.of(
                this::feedbackReport,
                this::receipt,
                this::surelyAutoReply,
                this::deliveryReport,
                this::reportOnMailInGeneral,
                this::ownLoop,
                this::autoSubmitted,
                () -> RobotHeaders.verdict(mail.headers()),
                this::perhapsAutoReply,
                this::automaticSender,
                () -> ListSigns.verdict(mail.headers(), own),
                this::nullReturnPath,
                this::listSender,
                this::suppressed,
                this::noReplySender);
        return rules.stream()
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> new KindVerdict(MailKind.NORMAL, true, "No sign of a program"));
    }

    private static Optional<KindVerdict> when(boolean fits, MailKind kind, String reason) {
        return fits ? Optional.of(new KindVerdict(kind, false, reason)) : Optional.empty();
    }

    /** RFC 5965, and the complaints of providers that came before it. */
    private Optional<KindVerdict> feedbackReport() {
        boolean standard = reportType().equals("feedback-report");
        boolean old = COMPLAINT.matcher(mail.subject()).find()
                && COMPLAINT_SENDER.matcher(sender()).matches()
                && mail.content().attachments().stream()
                        .anyMatch(part -> part.mediaType().equals("message/rfc822"));
        return when(standard || old, MailKind.FEEDBACK_REPORT, "It is a complaint about a mail (RFC 5965)");
    }

    /** RFC 8098: "was displayed". */
    private Optional<KindVerdict> receipt() {
        return when(
                reportType().equals("disposition-notification"),
                MailKind.AUTO_GENERATED,
                "It is a receipt for a mail (RFC 8098)");
    }

    private String reportType() {
        return mail.content().report().map(ReportParts::reportType).orElse("");
    }

    private Optional<KindVerdict> surelyAutoReply() {
        return when(
                reportType().isEmpty() && AutoReplySubject.surely(mail.subject()) && !saysNotAutomatic(),
                MailKind.AUTO_REPLY,
                "Its subject is an automatic reply's");
    }

    /** "Auto-Submitted: no" is a person's word (RFC 3834 section 5). */
    private boolean saysNotAutomatic() {
        return mail.headers().all("Auto-Submitted").stream()
                .anyMatch(value -> keyword(value).equals("no"));
    }

    private Optional<KindVerdict> deliveryReport() {
        return BounceReader.read(mail).map(BounceReport::outcome).map(outcome -> switch (outcome) {
            case FAILED -> new KindVerdict(MailKind.BOUNCE, false, "It reports a mail that was not delivered");
            case DELAYED -> new KindVerdict(MailKind.DSN_DELAYED, false, "It reports a mail that is late");
            case DELIVERED -> new KindVerdict(MailKind.DSN_SUCCESS, false, "It reports a mail that was delivered");
        });
    }

    /** Of DMARC (RFC 7489 section 7.2.1.1) and of SMTP's TLS (RFC 8460 section 5.3): sums over many mails. */
    private Optional<KindVerdict> reportOnMailInGeneral() {
        return when(
                reportType().equals("tlsrpt") || SUMS.matcher(mail.subject()).find(),
                MailKind.AUTO_GENERATED,
                "It is a report on DMARC or TLS (RFC 7489, RFC 8460)");
    }

    private Optional<KindVerdict> ownLoop() {
        return when(mail.headers().has("X-Postroom-Loop"), MailKind.AUTO_GENERATED, "\"X-Postroom-Loop\" is our own");
    }

    /** RFC 3834 section 5. */
    private Optional<KindVerdict> autoSubmitted() {
        return Stream.of("Auto-Submitted", "X-Auto-Submitted")
                .flatMap(name -> mail.headers().all(name).stream())
                .map(Triage::keyword)
                .filter(keyword -> !keyword.isEmpty() && !keyword.equals("no"))
                .findFirst()
                .map(keyword -> new KindVerdict(
                        keyword.startsWith("auto-repl") || AutoReplySubject.perhaps(mail.subject())
                                ? MailKind.AUTO_REPLY
                                : MailKind.AUTO_GENERATED,
                        false,
                        "\"Auto-Submitted: " + RobotHeaders.shown(keyword) + "\" (RFC 3834)"));
    }

    /** Without comments, quotes and parameters. */
    private static String keyword(String value) {
        return HeaderKeyword.of(value).replace('_', '-');
    }

    /** People write "Out of office" in subjects, too; a program bears another sign besides. */
    private Optional<KindVerdict> perhapsAutoReply() {
        boolean otherSign = nobodySent()
                || automaticSender().isPresent()
                || suppressed().isPresent()
                || ListSigns.verdict(mail.headers(), own).isPresent();
        return when(
                AutoReplySubject.perhaps(mail.subject()) && otherSign && !saysNotAutomatic(),
                MailKind.AUTO_REPLY,
                "Its subject and headers are an automatic reply's");
    }

    private Optional<KindVerdict> automaticSender() {
        return when(
                AUTOMATIC_SENDER.matcher(sender()).matches(),
                MailKind.AUTO_GENERATED,
                "\"" + RobotHeaders.shown(sender()) + "@\" is a mail server's address");
    }

    private Optional<KindVerdict> nullReturnPath() {
        return when(
                nobodySent() && !saysNotAutomatic(),
                MailKind.AUTO_GENERATED,
                "\"Return-Path: <>\" wants no answer (RFC 3834 section 2)");
    }

    private boolean nobodySent() {
        return mail.correspondents().returnPath() instanceof ReturnPath.Null;
    }

    private Optional<KindVerdict> listSender() {
        return when(
                LIST_SENDER.matcher(sender()).matches(),
                MailKind.LIST,
                "\"" + RobotHeaders.shown(sender()) + "@\" is a list's address");
    }

    /** Microsoft's header, of which OOF means out-of-office notes alone; a person's ticket system sets it on a person's answer, so it stops answers only. */
    private Optional<KindVerdict> suppressed() {
        return mail.headers().all("X-Auto-Response-Suppress").stream()
                .filter(Triage::suppresses)
                .findFirst()
                .map(value -> new KindVerdict(
                        MailKind.NORMAL, false, "\"X-Auto-Response-Suppress: " + RobotHeaders.shown(value) + "\""));
    }

    private static boolean suppresses(String value) {
        return Arrays.stream(value.split("[,;\\s]+", 20))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(SUPPRESSED::contains);
    }

    private Optional<KindVerdict> noReplySender() {
        return when(
                NO_REPLY.matcher(sender()).matches(),
                MailKind.NORMAL,
                "\"" + RobotHeaders.shown(sender()) + "@\" wants no answer");
    }

    private String sender() {
        return mail.correspondents()
                .from()
                .map(from -> from.address().localPart().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
