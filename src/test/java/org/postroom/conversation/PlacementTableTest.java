package org.postroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.conversation.Facts.A;
import static org.postroom.conversation.Facts.ANNA;
import static org.postroom.conversation.Facts.B;
import static org.postroom.conversation.Facts.BEN;
import static org.postroom.conversation.Facts.CARLA;
import static org.postroom.conversation.Facts.STRANGER;

import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.conversation.FoundToken.Place;
import org.postroom.conversation.ReplyToken.Right;

/**
 * The whole matrix of FAULTS E1: every token, in every place it can stand, with every other thing that names ticket A, from
 * everybody. Carla takes part in A only; Anna and Ben are agents; the spoofer has Anna's address, but the mail server in front
 * does not confirm it.
 */
class PlacementTableTest {
    private static final Map<String, TokenVerdict> TOKENS = Map.of(
            "customer's of A", Facts.customer(A),
            "customer's of A, expired", Facts.expiredCustomer(A),
            "customer's of B", Facts.customer(B),
            "Anna's of A", Facts.valid(Right.ANSWER, A, ANNA),
            "Anna's of A, expired", Facts.expired(A, ANNA),
            "Anna's of B", Facts.valid(Right.ANSWER, B, ANNA),
            "Ben's of A", Facts.valid(Right.ANSWER, A, BEN),
            "forged", new TokenVerdict.Forged());

    private static final Map<String, UnaryOperator<Facts>> POINTERS = Map.of(
            "nothing", facts -> facts,
            "reference", facts -> facts.references(A),
            "number", facts -> facts.numbers(A));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # token                   | names A   | Carla           | a stranger      | Anna              | a spoofer
                    none                      | nothing   | new             | new             | new               | new
                    none                      | reference | in A            | new, related A  | held anna A       | held anna A
                    none                      | number    | in A            | new, related A  | held anna A       | held anna A
                    customer's of A           | nothing   | in A            | new, related A  | held anna A       | held anna A
                    customer's of A           | reference | in A            | new, related A  | held anna A       | held anna A
                    customer's of A           | number    | in A            | new, related A  | held anna A       | held anna A
                    customer's of A, expired  | nothing   | in A            | new, related A  | held anna A       | held anna A
                    customer's of A, expired  | reference | in A            | new, related A  | held anna A       | held anna A
                    customer's of A, expired  | number    | in A            | new, related A  | held anna A       | held anna A
                    customer's of B           | nothing   | new, related B  | new, related B  | held anna B       | held anna B
                    customer's of B           | reference | in A            | new, related B A| held anna B       | held anna B
                    customer's of B           | number    | in A            | new, related B A| held anna B       | held anna B
                    Anna's of A               | nothing   | in A            | held anna A     | verified anna A   | held anna A
                    Anna's of A               | reference | in A            | held anna A     | verified anna A   | held anna A
                    Anna's of A               | number    | in A            | held anna A     | verified anna A   | held anna A
                    Anna's of A, expired      | nothing   | in A            | new, related A  | held anna A       | held anna A
                    Anna's of A, expired      | reference | in A            | new, related A  | held anna A       | held anna A
                    Anna's of A, expired      | number    | in A            | new, related A  | held anna A       | held anna A
                    Anna's of B               | nothing   | held anna B     | held anna B     | verified anna B   | held anna B
                    Anna's of B               | reference | in A            | held anna B     | held anna B       | held anna B
                    Anna's of B               | number    | in A            | held anna B     | held anna B       | held anna B
                    Ben's of A                | nothing   | in A            | held ben A      | held anna A       | held anna A
                    Ben's of A                | reference | in A            | held ben A      | held anna A       | held anna A
                    Ben's of A                | number    | in A            | held ben A      | held anna A       | held anna A
                    forged                    | nothing   | new             | new             | held anna         | held anna
                    forged                    | reference | in A            | new, related A  | held anna A       | held anna A
                    forged                    | number    | in A            | new, related A  | held anna A       | held anna A
                    """)
    void nobodyGetsInByOneSecretAlone(
            String token, String pointer, String carla, String stranger, String anna, String spoofer) {
        for (Place place : Place.values()) {
            assertThat(placed(Facts.from(CARLA), token, place, pointer))
                    .as("Carla, %s", place)
                    .isEqualTo(carla);
            assertThat(placed(Facts.from(STRANGER), token, place, pointer))
                    .as("a stranger, %s", place)
                    .isEqualTo(stranger);
            assertThat(placed(Facts.from(ANNA), token, place, pointer))
                    .as("Anna, %s", place)
                    .isEqualTo(anna);
            assertThat(placed(Facts.from(ANNA).proof(SenderProof.ALIGNED), token, place, pointer))
                    .as("Anna, confirmed, %s", place)
                    .isEqualTo(anna);
            assertThat(placed(Facts.from(ANNA).proof(SenderProof.NOT_ALIGNED), token, place, pointer))
                    .as("a spoofer, %s", place)
                    .isEqualTo(spoofer);
        }
    }

    private static String placed(Facts facts, String token, Place place, String pointer) {
        if (!token.equals("none")) {
            facts.token(place, Objects.requireNonNull(TOKENS.get(token), token));
        }
        return Objects.requireNonNull(POINTERS.get(pointer), pointer)
                .apply(facts)
                .placed()
                .replace(" answer", "");
    }
}
