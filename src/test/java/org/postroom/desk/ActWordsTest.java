package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.agent.ProductId;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.SharingLevel;
import org.postroom.ticket.Priority;
import org.postroom.ticket.TicketNumber;

class ActWordsTest {
    private static final Words WORDS = Words.onPage("Plug it in.", List.of(), List.of());

    static List<Act> acts() {
        return List.of(
                new Act.Answer(WORDS),
                new Act.Assign(SampleCompany.BEN),
                new Act.Take(),
                new Act.Unassign(),
                new Act.Transfer(SampleCompany.SALES_FRONT_LINE),
                new Act.Forward(SampleCompany.CARLA),
                new Act.Share(SampleCompany.SALES, SharingLevel.READ_ONLY),
                new Act.Unshare(SampleCompany.SALES),
                new Act.About(Optional.of(new ProductId("printer"))),
                new Act.About(Optional.empty()),
                new Act.Prioritise(Priority.HIGH),
                new Act.Merge(new TicketNumber("SUP", 1042)),
                new Act.Relate(new TicketNumber("SUP", 1042)),
                new Act.Unrelate(new TicketNumber("SUP", 1042)),
                new Act.Close(),
                new Act.Reopen(),
                new Act.Lock(),
                new Act.Unlock());
    }

    @Test
    void everyActButACommentIsAmongThese() {
        Stream<Class<?>> known = Stream.concat(acts().stream().map(Object::getClass), Stream.of(Act.Comment.class));
        assertThat(known.distinct())
                .containsExactlyInAnyOrderElementsOf(kindsOf(Act.class).toList());
    }

    private static Stream<Class<?>> kindsOf(Class<?> act) {
        return act.isSealed() ? Stream.of(act.getPermittedSubclasses()).flatMap(ActWordsTest::kindsOf) : Stream.of(act);
    }

    @ParameterizedTest
    @MethodSource("acts")
    void isReadAsItWasWritten(Act act) {
        assertThat(ActWords.canWait(act)).isTrue();
        assertThat(ActWords.read(ActWords.write(act), WORDS)).isEqualTo(act);
    }

    @Test
    void commentsDoNotWait() {
        Act comment = new Act.Comment(WORDS);
        assertThat(ActWords.canWait(comment)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> ActWords.write(comment));
    }
}
