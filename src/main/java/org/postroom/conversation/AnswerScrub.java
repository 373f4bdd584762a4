package org.postroom.conversation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postroom.mail.EmailAddress;

/**
 * Searches what an agent wrote for what a customer must not see: agents' own addresses, our tokens, the notice that is
 * answered, header lines, words of internal comments. Quotes may stay in, where they are from what the customer has seen.
 *
 * <p>The text it is given is the new text of the mail: history, signature and commands are taken off before.
 */
public final class AnswerScrub {
    /** Lines shorter than this are taken for words anybody uses. */
    private static final int TELLING = 20;

    private static final int FEWEST_HEADERS = 2;

    /** What mail programs write above a mail they quote, in the languages people write us in. */
    private static final Pattern HEADER = Pattern.compile(
            "^\\W*(?:from|to|cc|bcc|sent|date|subject|reply-to"
                    + "|von|an|gesendet|datum|betreff|de|para|à|a|envoyé|objet|enviado|asunto|assunto|da|inviato|oggetto"
                    + "|van|aan|verzonden|onderwerp|från|till|skickat|ämne|fra|til|sendt|emne|od|do|temat|wysłano)\\s?\\*?\\s?:\\*?\\s.*");

    private static final Pattern TECHNICAL_HEADER = Pattern.compile("^\\W*(?:message-id|in-reply-to|references|received"
            + "|return-path|delivered-to|auto-submitted|authentication-results|dkim-signature|mime-version"
            + "|x-[a-z-]+)\\s?:\\s.*");

    private static final Pattern MARKER = Pattern.compile("##-[^#]{3,160}-##");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    private final Collection<EmailAddress> agentsAddresses;
    private final String seenByCustomer;
    private final List<String> internal;

    /**
     * @param agentsAddresses every address of every agent
     * @param seenByCustomer texts of the ticket's public articles: what may be quoted
     * @param internal texts that only agents may see: comments, and the notice where it is at hand
     */
    public AnswerScrub(
            Collection<EmailAddress> agentsAddresses, Collection<String> seenByCustomer, Collection<String> internal) {
        this.agentsAddresses = agentsAddresses;
        this.seenByCustomer = squeezed(String.join("\n", seenByCustomer));
        this.internal = internal.stream()
                .flatMap(String::lines)
                .map(AnswerScrub::squeezed)
                .filter(line -> line.length() >= TELLING)
                .filter(line -> !this.seenByCustomer.contains(line))
                .toList();
    }

    /** Whether these words may go to the customer as they are. */
    public AgentAnswer judge(String newText) {
        String text =
                CONTROL.matcher(newText.replace("\r\n", "\n")).replaceAll("").strip();
        List<String> reasons = new ArrayList<>();
        privateAddress(text).ifPresent(reasons::add);
        if (!TokenForm.findIn(visible(text)).isEmpty()) {
            reasons.add("It holds a reply token.");
        }
        if (ViewLinkForm.isIn(visible(text))) {
            reasons.add("It holds a customer's link to the page.");
        }
        String squeezed = squeezed(text);
        if (MARKER.matcher(squeezed).find()) {
            reasons.add("Our notice is still in it.");
        }
        if (internal.stream().anyMatch(squeezed::contains)) {
            reasons.add("It holds what only agents may see.");
        }
        if (holdsHeader(text)) {
            reasons.add("It holds the header of a mail.");
        }
        if (quotesUnseen(text)) {
            reasons.add("It quotes what the customer has not seen.");
        }
        return reasons.isEmpty() ? new AgentAnswer.Clean(text) : new AgentAnswer.Suspicious(text, reasons);
    }

    private Optional<String> privateAddress(String text) {
        String plain = visible(text)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s*(?:@|%40|\\(at\\)|\\[at]|=40|&#64;)\\s*", "@")
                .replaceAll("[ \\t]*\\n[> \\t|]*", "\n");
        String joined = plain.replace("\n", "");
        return agentsAddresses.stream()
                .filter(address -> Stream.of(plain, joined).anyMatch(form -> holds(form, address)))
                .findFirst()
                .map(address -> "It holds the private address " + address + "; put a signature below a line \"-- \".");
    }

    private static boolean holds(String text, EmailAddress address) {
        String host = "@" + address.domain().toLowerCase(Locale.ROOT);
        if (!text.contains(host)) {
            return false;
        }
        String local = Pattern.quote(address.withoutDetail().localPart().toLowerCase(Locale.ROOT));
        return Pattern.compile(
                        local + "(?:\\+[^\\s@]{0,64})?" + Pattern.quote(host) + "(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])")
                .matcher(text)
                .find();
    }

    private static boolean holdsHeader(String text) {
        List<String> lines = visible(text)
                .toLowerCase(Locale.ROOT)
                .lines()
                .map(String::strip)
                .toList();
        int run = 0;
        boolean address = false;
        for (String line : lines) {
            if (TECHNICAL_HEADER.matcher(line).matches()) {
                return true;
            }
            boolean header = HEADER.matcher(line).matches();
            run = header ? run + 1 : 0;
            address = header && (address || line.contains("@"));
            if (run > FEWEST_HEADERS || run == FEWEST_HEADERS && address) {
                return true;
            }
        }
        return false;
    }

    private boolean quotesUnseen(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(">") || line.startsWith("|"))
                .map(AnswerScrub::squeezed)
                .anyMatch(line -> !line.isEmpty() && !seenByCustomer.contains(line));
    }

    /** Without characters that cannot be seen, and with lookalikes of compatibility folded. */
    private static String visible(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", "");
    }

    /** To compare however lines were wrapped and quoted: without blanks and marks of quoting. */
    private static String squeezed(String text) {
        return visible(text)
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?m)^[>|\\s\\u00a0]+", "")
                .replaceAll("[\\s\\u00a0]+", "");
    }
}
