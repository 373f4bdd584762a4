package org.postroom.bounce;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postroom.bounce.BounceReport.Outcome;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.NamedAddress;

/** Reads reports that follow no standard: sendmail of old, qmail, Exim, Exchange, and providers of all kinds. */
final class TextBounce {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;
    private static final int LONGEST = 16_000;
    private static final int MOST_RECIPIENTS = 200;

    /** Where the words of the report end and the mail it is about begins. */
    private static final Pattern RETURNED = Pattern.compile(
            "^[ >*-]*(?:below (?:this line )?is a copy|copy of the original message|this is a copy of (?:the|your)|returned (?:message|mail)|unsent message|original message|message (?:header|text|body)s? follow|copy of (?:the|your) message|undelivered message|begin (?:returned|message|original)"
                    + "|the (?:header|text|body|following is the header).{0,60}:\\s*$|your message reads|(?:original|your|included|the) (?:message|mail|text).{0,30}(?:follows|below|attached|is included).{0,20}$|included is a copy|headers? (?:of the message )?follow|-+ ?(?:message|mail|header|unsent|undelivered|returned|original|copy|begin|start).{0,60}-*$)"
                    + "|^(?:Received: from|Return-Path: ?<|Message-ID: ?<|MIME-Version: ?1)",
            FLAGS);

    private static final Pattern NOT_RECIPIENT = Pattern.compile(
            "^[\\s>*|]*(?:from|sender|reply-to|return-path|message-id|cc|x-[\\w-]+|received|reporting-mta|by|via|subject|date|for (?:help|assistance|more|further))\\b.{0,3}:?\\s"
                    + "|mail from|contact|questions|assistance|please (?:contact|mail|send|e-mail|write)|sent by|from:|<<< 2\\d\\d|message[- ]?id|your message of|return receipt",
            FLAGS);
    private static final Pattern RECIPIENT = Pattern.compile(
            "^[\\s>*|<(\"'-]{0,20}[\\w.+'=/-]+@|rcpt to|recipient|\\w to:|addressee|address(?:es|ed)?[ :,]|user|mailbox|unknown|failed|could not|not be delivered|rejected|undeliver",
            FLAGS);

    private static final Set<String> MACHINES = Set.of(
            "mailer-daemon",
            "mailerdaemon",
            "postmaster",
            "mail-daemon",
            "mailer_daemon",
            "root",
            "daemon",
            "abuse",
            "noreply",
            "no-reply");

    private final IncomingMail mail;
    private final String report;
    private final String rest;

    TextBounce(IncomingMail mail) {
        this.mail = mail;
        String text = mail.content().text();
        String head = text.substring(0, Math.min(text.length(), LONGEST));
        Matcher returned = RETURNED.matcher(head);
        int end = returned.find(Math.min(head.length(), 20)) ? returned.start() : head.length();
        this.report = head.substring(0, end);
        this.rest = text.substring(end);
    }

    String words() {
        return report;
    }

    Optional<BounceReport> read() {
        if (!BounceSigns.bounce(mail, report, !told().isEmpty())) {
            return Optional.empty();
        }
        Outcome outcome = BounceSigns.delayed(mail, report) ? Outcome.DELAYED : Outcome.FAILED;
        ReturnedMail returned = ReturnedMail.of(mail, rest);
        return Optional.of(new BounceReport(outcome, recipients(outcome, returned), returned.messageId()));
    }

    List<FailedRecipient> recipients(Outcome outcome, ReturnedMail returned) {
        List<EmailAddress> addresses = addresses(returned);
        Passages passages = new Passages(report, addresses);
        return addresses.stream()
                .limit(MOST_RECIPIENTS)
                .map(address -> failed(address, outcome, passages.about(address)))
                .toList();
    }

    private static FailedRecipient failed(EmailAddress address, Outcome outcome, String words) {
        Refusal refusal = new Refusal(ReasonCodes.statusIn(words), words, SmtpStep.of(words));
        return FailedRecipient.of(address, outcome, refusal, diagnostic(words));
    }

    private List<EmailAddress> addresses(ReturnedMail returned) {
        List<EmailAddress> named = mail.headers().all("X-Failed-Recipients").stream()
                .flatMap(value -> Addresses.all(value).stream())
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        List<EmailAddress> told = told();
        List<EmailAddress> found = told.isEmpty() ? without(strangers(), returned.recipients()) : told;
        List<EmailAddress> any = found.isEmpty() ? told(Set.of()) : found;
        return any.isEmpty() ? LocalNames.in(report, mail) : any;
    }

    private List<EmailAddress> told() {
        return told(strangers());
    }

    private List<EmailAddress> told(Set<EmailAddress> strangers) {
        List<EmailAddress> likely = new ArrayList<>();
        List<EmailAddress> possible = new ArrayList<>();
        report.lines().filter(line -> line.indexOf('@') > 0).forEach(line -> {
            List<EmailAddress> found = without(strangers, Addresses.all(line));
            if (!NOT_RECIPIENT.matcher(line).find()) {
                (RECIPIENT.matcher(line).find() ? likely : possible).addAll(found);
            }
        });
        return (likely.isEmpty() ? possible : likely).stream().distinct().toList();
    }

    /** Those whom the report comes from and goes to. */
    private Set<EmailAddress> strangers() {
        Set<EmailAddress> strangers = new HashSet<>();
        IncomingMail.Correspondents people = mail.correspondents();
        Stream.of(people.to().stream(), people.cc().stream(), people.from().stream())
                .flatMap(all -> all)
                .map(NamedAddress::address)
                .forEach(strangers::add);
        Stream.of("Delivered-To", "Envelope-To", "X-Envelope-To")
                .flatMap(name -> mail.headers().all(name).stream())
                .forEach(value -> strangers.addAll(Addresses.all(value)));
        return strangers;
    }

    private static List<EmailAddress> without(Set<EmailAddress> strangers, List<EmailAddress> found) {
        return found.stream()
                .filter(address -> !strangers.contains(address))
                .filter(address -> !MACHINES.contains(address.localPart().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String diagnostic(String words) {
        return words.lines()
                .filter(line -> BounceSigns.serverSpeaks(line))
                .map(String::strip)
                .findFirst()
                .orElse("");
    }
}
