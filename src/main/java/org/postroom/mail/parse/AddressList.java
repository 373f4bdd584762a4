package org.postroom.mail.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.schedule.Patience;

/**
 * Reads address headers (RFC 5322 section 3.4) as people's programs write them: groups, comments, names with bare commas,
 * missing brackets, encoded words anywhere. Structure is read before encoded words are decoded, so that no decoded text
 * can add an address. One pass; for a single header.
 */
final class AddressList {
    private static final Pattern ADDRESS_WORD = Pattern.compile("[^\\s<>(),;:\"\\[\\]]+@[^\\s<>(),;:\"]+");

    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[^?\\s]{1,80}\\?[bBqQ]\\?[^?]*+\\?=");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*+\\)");
    private static final int LONGEST = 1_000;
    private static final int LONGEST_CUT = 80;
    /** Stands for an at sign inside a quoted name, which never makes an address. */
    private static final char AT_IN_NAME = '\uE000';

    private final String header;
    private final int most;
    private final List<NamedAddress> found = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private String angle = "";
    private boolean bracketed;
    /** A name that a bare comma cut off from its address: {@code Doe, John <john@example.org>}. */
    private String cutOff = "";

    private AddressList(String header, int most) {
        this.header = header;
        this.most = most;
    }

    /** The addresses in their order, at most so many; what is no address is passed over. */
    static List<NamedAddress> parse(String header, int most) {
        List<NamedAddress> plain = new AddressList(header, most).read();
        if (!plain.isEmpty() || !header.contains("=?")) {
            return plain;
        }
        return new AddressList(EncodedWords.decode(header), 1).read();
    }

    private List<NamedAddress> read() {
        int at = 0;
        while (at < header.length() && found.size() < most) {
            Patience.check();
            at = step(at);
        }
        if (found.size() < most) {
            endOfAddress();
        }
        return List.copyOf(found);
    }

    private int step(int at) {
        char c = header.charAt(at);
        return switch (c) {
            case '"' -> quoted(at);
            case '(' -> comment(at);
            case '<' -> angle(at);
            case '=' -> encodedWord(at);
            case ',', ';' -> {
                endOfAddress();
                yield at + 1;
            }
            case ':' -> colon(at);
            case '>' -> at + 1;
            default -> {
                say(String.valueOf(c));
                yield at + 1;
            }
        };
    }

    /** No name is this long: what goes on for longer is dropped, so that every look at it is cheap. */
    private void say(String words) {
        if (phrase.length() < LONGEST) {
            phrase.append(words);
        }
    }

    /** A group's name ends here (RFC 5322 section 3.4); its members are read like any others. */
    private int colon(int at) {
        boolean scheme = phrase.toString().strip().equalsIgnoreCase("mailto");
        if (scheme || phrase.indexOf("@") < 0) {
            phrase.setLength(0);
        } else {
            say(":");
        }
        return at + 1;
    }

    private int encodedWord(int at) {
        Optional<EncodedWords.Word> word =
                header.startsWith("=?", at) ? EncodedWords.wordAt(header, at) : Optional.empty();
        int end = word.map(EncodedWords.Word::end).orElse(at + 1);
        say(header.substring(at, end));
        return end;
    }

    private int quoted(int at) {
        StringBuilder text = new StringBuilder();
        int end = Math.min(header.length(), at + LONGEST);
        for (int i = at + 1; i < end; i++) {
            char c = header.charAt(i);
            if (c == '"') {
                keepQuoted(text.toString(), i + 1);
                return i + 1;
            }
            if (c == '\\' && i + 1 < end) {
                i++;
                c = header.charAt(i);
            }
            text.append(c);
        }
        return unclosedQuote(at);
    }

    private void keepQuoted(String text, int end) {
        boolean localPart = end < header.length() && header.charAt(end) == '@';
        say(localPart ? '"' + text + '"' : ' ' + text.replace('@', AT_IN_NAME) + ' ');
    }

    private int unclosedQuote(int at) {
        say(" ");
        return at + 1;
    }

    private int comment(int at) {
        int depth = 0;
        int end = Math.min(header.length(), at + LONGEST);
        for (int i = at; i < end; i++) {
            char c = header.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                comment.append(comment.isEmpty() ? "" : " ").append(header, at + 1, i);
                return i + 1;
            }
        }
        say(" ");
        return at + 1;
    }

    private int angle(int at) {
        int limit = Math.min(header.length(), at + LONGEST);
        int close = header.indexOf('>', at, limit);
        int comma = header.indexOf(',', at, limit);
        int end = close >= 0 ? close : comma >= 0 ? comma : limit;
        if (bracketed && readable(angle)) {
            endOfAddress();
        }
        angle = header.substring(at + 1, end);
        bracketed = true;
        return close >= 0 ? end + 1 : end;
    }

    private static boolean readable(String angle) {
        return inBrackets(angle).isPresent();
    }

    private void endOfAddress() {
        String words = phrase.toString().strip();
        Optional<NamedAddress> read = bracketed ? fromBrackets(words) : fromWords(words);
        read.ifPresent(found::add);
        boolean nameOnly = read.isEmpty() && !bracketed && words.indexOf('@') < 0 && words.length() <= LONGEST_CUT;
        cutOff = nameOnly ? joined(cutOff, words) : "";
        phrase.setLength(0);
        comment.setLength(0);
        angle = "";
        bracketed = false;
    }

    private static String joined(String first, String second) {
        String both = first.isEmpty() || second.isEmpty() ? first + second : first + ", " + second;
        return both.length() > LONGEST_CUT ? second : both;
    }

    private Optional<NamedAddress> fromBrackets(String words) {
        String name = joined(cutOff, words);
        return inBrackets(angle)
                .map(address -> new NamedAddress(tidy(name.isEmpty() ? comment.toString() : name), address))
                .or(() -> fromWords(words));
    }

    private Optional<NamedAddress> fromWords(String words) {
        Optional<EmailAddress> whole = address(words.replaceAll("\\s*@\\s*", "@"));
        if (whole.isPresent()) {
            return whole.map(address -> new NamedAddress(tidy(comment.toString()), address));
        }
        Matcher word = ADDRESS_WORD.matcher(withoutEncodedWords(words));
        return word.find()
                ? address(word.group())
                        .map(address -> new NamedAddress(
                                tidy(words.substring(0, word.start()) + " " + words.substring(word.end())), address))
                : Optional.empty();
    }

    /** What an encoded word says is no structure (RFC 2047 section 5); blanks in its place keep all others where they are. */
    private static String withoutEncodedWords(String words) {
        return ENCODED_WORD
                .matcher(words)
                .replaceAll(word -> " ".repeat(word.group().length()));
    }

    /** The addr-spec in what stands between brackets: a source route, a scheme, quotes and stray brackets fall away. */
    private static Optional<EmailAddress> address(String written) {
        String bare = written.strip().replaceFirst("^(?i:mailto:)", "").replaceFirst("^(?:@[^:]{1,255}:)", "");
        return EmailAddress.parse(bare.replaceAll("^[<\\['\\s]+|[>\\]'\\s,.]+$", ""));
    }

    /** Between brackets, blanks are a folding gone wrong, and comments (RFC 5322 section 3.2.2) say nothing. */
    private static Optional<EmailAddress> inBrackets(String written) {
        Optional<EmailAddress> exact = address(written);
        return exact.isPresent()
                ? exact
                : address(COMMENT.matcher(written).replaceAll("").replaceAll("\\s+", ""));
    }

    private static String tidy(String name) {
        String decoded = EncodedWords.decode(name).replace(AT_IN_NAME, '@').strip();
        boolean quoted = decoded.length() > 1 && decoded.startsWith("'") && decoded.endsWith("'")
                || decoded.length() > 1 && decoded.startsWith("\"") && decoded.endsWith("\"");
        return quoted ? decoded.substring(1, decoded.length() - 1) : decoded;
    }
}
