package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postroom.web.LinkedText;

class PassageTest {
    private static String text(Passage passage) {
        return passage.pieces().stream().map(LinkedText.Piece::text).collect(Collectors.joining());
    }

    private static List<String> folds(String text) {
        return Passage.of(text, Passage.Extent.USUAL).stream()
                .map(passage -> (passage.folded() ? "folded: " : "shown: ") + text(passage))
                .toList();
    }

    @Test
    void foldsHistoryAndSignatureTogether() {
        assertThat(folds("New words.\n\n-- \nCarl\n")).containsExactly("shown: New words.", "folded: -- \nCarl");
        assertThat(folds("Answer one.\n\n> A question?\n\nAnswer two.\n"))
                .containsExactly("shown: Answer one.", "folded: > A question?", "shown: Answer two.");
    }

    @Test
    void losesNothingButBlankLinesAtTheEnds() {
        Random random = new Random(20261122);
        List<String> lines = List.of(
                "Words.", "> old", "-- ", "Carl", "", "On Monday Anna wrote:", "  indented", "https://a.example.org");
        for (int round = 0; round < 300; round++) {
            String text = random.ints(25, 0, lines.size()).mapToObj(lines::get).collect(Collectors.joining("\n"));
            String shown = Passage.of(text, Passage.Extent.WHOLE).stream()
                    .map(PassageTest::text)
                    .collect(Collectors.joining("\n"));
            assertThat(shown.replaceAll("\\s+", " ").strip())
                    .isEqualTo(text.replaceAll("\\s+", " ").strip());
        }
    }

    @Test
    void keepsTheIndentOfTheFirstLine() {
        assertThat(folds("\n\n    indented\n")).containsExactly("shown:     indented");
    }

    @Test
    void cutsWhatIsTooLongAtALineAndNeverWithinACharacter() {
        Passage lines =
                Passage.of("Some words.\n".repeat(5000), Passage.Extent.USUAL).getFirst();
        assertThat(lines.cut()).isTrue();
        assertThat(text(lines)).endsWith("Some words.").hasSizeLessThan(12_001);

        Passage faces =
                Passage.of("x" + "😀".repeat(20_000), Passage.Extent.USUAL).getFirst();
        assertThat(text(faces)).matches("x(😀)+");

        assertThat(Passage.of("Some words.\n".repeat(5000), Passage.Extent.WHOLE)
                        .getFirst()
                        .cut())
                .isFalse();
    }

    @Test
    void hasNoPassageForNoText() {
        assertThat(folds("")).isEmpty();
        assertThat(folds("\n \n")).isEmpty();
    }
}
