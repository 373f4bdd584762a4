package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.intake.TrustCase.Life;
import org.postroom.intake.TrustCase.Place;
import org.postroom.intake.TrustCase.Pointer;
import org.postroom.intake.TrustCase.Sender;
import org.postroom.intake.TrustCase.Token;
import org.postroom.intake.TrustCase.Vouched;

/**
 * FAULTS E1 to E5 as one matrix, through the whole of intake: every token × sender × word of the mail server × pointer × state of the
 * ticket, with the token in the address and in In-Reply-To by turns. What must come of each is told by {@link TrustOracle}; that nothing of a ticket leaves it otherwise, by
 * {@link TrustWorld}. What the mail server says matters for agents alone, so each of its words is tried with each of theirs,
 * and one, by turns, with others' ({@code -Dtrust.full=true}: all with all).
 */
class TrustMatrixTest {
    private static final boolean FULL = Boolean.getBoolean("trust.full");

    @ParameterizedTest
    @EnumSource
    void nothingButTrustLetsIn(Life life) {
        List<String> faults = new ArrayList<>();
        Map<TrustOracle.Where, Integer> counts = new EnumMap<>(TrustOracle.Where.class);
        for (boolean asked : new boolean[] {false, true}) {
            List<TrustCase> cases = cases(life).stream()
                    .filter(one -> asked == (one.vouched() != Vouched.NOBODY_ASKED))
                    .toList();
            try (TrustWorld world = new TrustWorld(asked)) {
                faults.addAll(world.tryAll(cases));
            }
            cases.forEach(one -> counts.merge(TrustOracle.expected(one), 1, Integer::sum));
        }
        System.out.println("FAULTS E1-E5, ticket " + life + ": "
                + counts.values().stream().mapToInt(Integer::intValue).sum() + " mails " + counts);
        assertThat(faults).isEmpty();
    }

    /** Else the matrix would show little. */
    @Test
    void everyOutcomeIsExpectedSomewhere() {
        assertThat(Arrays.stream(Life.values())
                        .flatMap(life -> cases(life).stream())
                        .map(TrustOracle::expected))
                .contains(TrustOracle.Where.values());
    }

    private static List<TrustCase> cases(Life life) {
        List<TrustCase> cases = new ArrayList<>();
        for (Token token : Token.values()) {
            for (Pointer pointer : Pointer.values()) {
                for (Sender sender : Sender.values()) {
                    for (Place place : places(Stream.of(token, pointer, sender, life))) {
                        for (Vouched vouched : words(sender, cases.size())) {
                            cases.add(new TrustCase(cases.size() + 1, token, place, sender, vouched, pointer, life));
                        }
                    }
                }
            }
        }
        return cases;
    }

    /** In turn, so that each stands beside each of the others. */
    private static List<Place> places(Stream<Enum<?>> others) {
        int turn = others.mapToInt(
                        other -> Arrays.asList(other.getDeclaringClass().getEnumConstants())
                                .indexOf(other))
                .sum();
        return allOrOne(FULL, Place.values(), turn);
    }

    private static List<Vouched> words(Sender sender, int turn) {
        boolean agent = sender == Sender.AGENT || sender == Sender.AGENT_WITHOUT_ACCESS;
        return allOrOne(agent || FULL, Vouched.values(), turn);
    }

    private static <E> List<E> allOrOne(boolean all, E[] values, int turn) {
        return all ? List.of(values) : List.of(values).subList(turn % values.length, turn % values.length + 1);
    }
}
