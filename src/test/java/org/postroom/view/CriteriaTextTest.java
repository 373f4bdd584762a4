package org.postroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.ticket.TicketOrder;

class CriteriaTextTest {
    private static final int ROUNDS = 20_000;
    private static final String LETTERS = "aZäß1-_.:;><@#/\\\"'` \u00a0\t\n😀(){}*%&=+";

    private final long seed = System.nanoTime();
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

    @Test
    void readsKeysValuesWordsAndOrder() {
        assertThat(
                        CriteriaText.read(
                                "status:active,waiting product:printer age:>3d assignee:me text:\"paper jam\" sort:opened-first"))
                .isEqualTo(new Criteria(
                        List.of(
                                new Criterion(Key.STATUS, List.of("active", "waiting")),
                                Criterion.of(Key.PRODUCT, "printer"),
                                Criterion.of(Key.AGE, ">3d"),
                                Criterion.of(Key.ASSIGNEE, "me")),
                        "paper jam",
                        Optional.of(TicketOrder.OPENED_EARLIEST)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STATUS:Active paper  jam | status:active text:\"paper jam\"",
                "shared-with:me , x | shared-with:me text:\", x\"",
                "priority:high, urgent | priority:high text:urgent",
                "priority:\"high, urgent\" | priority:high,urgent",
                "group:support/front-line,support/front-line | group:support/front-line",
                "product:a product:b | product:a product:b",
                "text:paper jam status:closed | status:closed text:\"paper jam\"",
                "status:active \"product:printer\" | status:active text:product:printer",
                "sort:changed sort:opened | sort:opened",
                "\"paper jam\" status:open | status:open text:\"paper jam\""
            })
    void writesWhatItReadInOneForm(String line, String written) {
        assertThat(CriteriaText.write(CriteriaText.read(line))).isEqualTo(written);
    }

    /** What was searched for before there were criteria is searched for in the same way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "printer battery",
                "\"paper jam\"",
                "carla@example.org",
                "re: Re: Your order",
                "order:4711",
                "http://example.com/a?b=c",
                "5\" disk",
                "\"unbalanced",
                "status: active",
                "status:",
                "status:,",
                "sort:upwards",
                "colour:red size:\"very large\"",
                "12:30",
                ":",
                ""
            })
    void aLineWithoutAKnownKeyIsTextAsItStands(String line) {
        assertThat(CriteriaText.read(line)).isEqualTo(new Criteria(List.of(), line, Optional.empty()));
    }

    @Test
    void anUnknownKeyBesideAKnownOneStaysAWord() {
        assertThat(CriteriaText.read("status:active colour:red re: x:\"a b\""))
                .isEqualTo(new Criteria(
                        List.of(Criterion.of(Key.STATUS, "active")), "colour:red re: x:\"a b\"", Optional.empty()));
    }

    @Test
    void whateverIsWrittenIsReadAgainAsItWas() {
        for (int i = 0; i < ROUNDS; i++) {
            Criteria criteria = criteria();
            String written = CriteriaText.write(criteria);
            assertThat(CriteriaText.read(written))
                    .as("seed %d: %s", seed, written)
                    .isEqualTo(criteria);
        }
    }

    @Test
    void whateverIsReadIsWrittenSoThatItIsReadTheSame() {
        for (int i = 0; i < ROUNDS; i++) {
            String line = IntStream.range(0, random.nextInt(6))
                    .mapToObj(_ ->
                            random.nextBoolean() ? one(List.of(Key.values())).word() + ":" + letters(6) : letters(8))
                    .collect(Collectors.joining(" "));
            Criteria read = CriteriaText.read(line);
            String written = CriteriaText.write(read);
            assertThat(CriteriaText.read(written)).as("seed %d: %s", seed, line).isEqualTo(read);
            assertThat(CriteriaText.write(CriteriaText.read(written))).isEqualTo(written);
        }
    }

    @Test
    void aLineThatIsFarTooLongIsText() {
        String line = "status:active ".repeat(10_000);
        assertThat(CriteriaText.read(line).all()).isEmpty();
        String quotes = "\"" + "\\\"".repeat(900);
        assertThat(CriteriaText.read(quotes).text()).isEqualTo(quotes);
    }

    private Criteria criteria() {
        List<Criterion> all = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<String> values = IntStream.range(0, 1 + random.nextInt(3))
                    .mapToObj(_ -> letters(6))
                    .map(Criterion::spaced)
                    .filter(value -> !value.isEmpty())
                    .toList();
            if (!values.isEmpty()) {
                all.add(new Criterion(one(List.of(Key.values())), values));
            }
        }
        Optional<TicketOrder> order =
                random.nextBoolean() ? Optional.empty() : Optional.of(one(List.of(TicketOrder.values())));
        return new Criteria(all, random.nextBoolean() ? "" : letters(12), order);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String letters(int most) {
        return random.ints(random.nextInt(most + 1), 0, LETTERS.codePointCount(0, LETTERS.length()))
                .map(place -> LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, place)))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
