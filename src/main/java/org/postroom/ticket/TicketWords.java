package org.postroom.ticket;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words by which a ticket is found in lists, and those of a search, in the form in which they are compared. */
final class TicketWords {
    /** The most characters of a word that are compared. */
    private static final int LONGEST = 64;

    private static final Pattern RUN = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{M}\\p{N}]+|[^\\p{L}\\p{M}\\p{N}]+$");
    /** What people type as one word, though it has signs in it: an address, a ticket's number. */
    private static final Pattern WHOLE = Pattern.compile("[^@]+@[^@]+|[a-z][a-z0-9]{1,7}-[0-9]{1,15}");

    private TicketWords() {}

    /** The words of number, subject, customer's name and address, each once. */
    static Set<String> of(Ticket ticket) {
        Stream<String> customer = ticket.customer().stream()
                .flatMap(who -> Stream.of(who.name(), who.address().value()));
        return Stream.concat(Stream.of(ticket.number().toString(), ticket.subject()), customer)
                .flatMap(TicketWords::chunks)
                .flatMap(chunk -> Stream.concat(runs(chunk), whole(chunk)))
                .map(word -> Words.cut(word, LONGEST))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The beginnings of words that a search wants, all of them. */
    static List<String> wanted(TicketFilter filter) {
        return chunks(filter.text())
                .flatMap(chunk -> whole(chunk).findFirst().map(Stream::of).orElseGet(() -> runs(chunk)))
                .map(word -> Words.cut(word, LONGEST))
                .distinct()
                .limit(TicketFilter.MOST_WORDS)
                .toList();
    }

    /** Words as one text, each behind a mark that is in no word. */
    static String joined(Collection<String> words) {
        return words.stream().map(TicketWords::marked).collect(Collectors.joining());
    }

    /** What occurs in {@link #joined} words where one of them begins so. */
    static String marked(String beginning) {
        return "\n" + beginning;
    }

    /** What stands between blanks, in one spelling of what looks alike: Unicode's NFKC, and no difference of case. */
    private static Stream<String> chunks(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Stream.of(folded.split("[\\s\\p{Z}]+"));
    }

    private static Stream<String> runs(String chunk) {
        return RUN.matcher(chunk).results().map(MatchResult::group);
    }

    private static Stream<String> whole(String chunk) {
        return Stream.of(EDGES.matcher(chunk).replaceAll(""))
                .filter(bare -> WHOLE.matcher(bare).matches());
    }
}
