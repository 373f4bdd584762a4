package org.postroom.intake;

import java.util.Optional;
import java.util.regex.Pattern;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.NamedAddress;

/**
 * Knows mails by which a service checks who owns a department's address: codes and links to confirm it, to log in, to choose a new
 * password. Whoever made it send one wants to pass for the company there, and will ask an agent for it.
 */
final class ServiceCode {
    private static final int AS_FAR = 5_000;

    private static final Pattern ABOUT =
            Pattern.compile("(?iuU)\\b(?:verif\\w*|confirm\\w*|activat\\w*|one[- ]time|passcode|pin"
                    + "|(?:security|access|log[- ]?in|sign[- ]?in|authenti\\w+) (?:code|link|key)|(?:reset|new) (?:your )?password"
                    + "|best[äa]e?tig\\w*|verifizier\\w*|einmal\\w*|sicherheitscode|anmelde(?:code|link)|zur[üu]e?cksetz\\w*"
                    + "|v[ée]rifi\\w*|verifica\\w*|c[óo]digo|codice)\\b");

    private static final Pattern CODE_OR_LINK = Pattern.compile(
            "(?<![\\w.,/-])(?:\\d{4,8}|\\d{3}[- ]\\d{3}|[A-Z0-9]{3,4}-[A-Z0-9]{3,4})(?![\\w/-])|https?://\\S{12,}");

    private ServiceCode() {}

    /** What agents should know of the mail; empty when it is none of these. Linear in the length of what is looked at. */
    static Optional<String> sentence(IncomingMail mail) {
        boolean fromProgram = mail.correspondents()
                .from()
                .map(NamedAddress::address)
                .map(EmailAddress::localPart)
                .filter(Triage::takesNoAnswers)
                .isPresent();
        String words = mail.subject() + "\n" + beginning(mail.content().text());
        return fromProgram
                        && ABOUT.matcher(words).find()
                        && CODE_OR_LINK.matcher(words).find()
                ? Optional.of(
                        "This looks like a code or link by which a service checks who owns this address. Give it to"
                                + " nobody who asks for it, unless you asked the service yourself.")
                : Optional.empty();
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), AS_FAR));
    }
}
