package org.postroom.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What may stand as a value.
 *
 * @param allowed said to who wrote something else
 * @param words the values there are, where they can be counted: for guessing what was meant
 * @param secret never shown
 * @param parse empty: not such a value
 * @param blame out of a wrong value the part that is wrong
 */
record ValueType<T>(
        String allowed,
        List<String> words,
        boolean secret,
        Function<String, Optional<T>> parse,
        UnaryOperator<String> blame) {
    ValueType(String allowed, List<String> words, boolean secret, Function<String, Optional<T>> parse) {
        this(allowed, words, secret, parse, UnaryOperator.identity());
    }

    static <T> ValueType<T> of(String allowed, Function<String, Optional<T>> parse) {
        return new ValueType<>(allowed, List.of(), false, parse);
    }

    Optional<T> read(String text) {
        return parse.apply(text);
    }

    /** Several, with commas between them; the first that is wrong makes the whole wrong. */
    ValueType<List<T>> list() {
        return new ValueType<>(
                allowed + "; several with commas between them", words, secret, this::readList, this::firstWrong);
    }

    /** How a wrong value is shown. */
    String shown(String text) {
        return secret ? "***" : "'" + blame.apply(text) + "'";
    }

    private String firstWrong(String text) {
        return Words.split(text).stream()
                .filter(part -> read(part).isEmpty())
                .findFirst()
                .orElse(text);
    }

    private Optional<List<T>> readList(String text) {
        List<Optional<T>> parts = Words.split(text).stream().map(this::read).toList();
        return parts.isEmpty() || parts.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(parts.stream().map(Optional::get).toList());
    }
}
