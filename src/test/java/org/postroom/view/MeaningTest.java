package org.postroom.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.agent.SampleCompany.ANNA;
import static org.postroom.agent.SampleCompany.BEN;
import static org.postroom.agent.SampleCompany.CARLA;
import static org.postroom.agent.SampleCompany.DORA;
import static org.postroom.agent.SampleCompany.SALES;
import static org.postroom.agent.SampleCompany.SUPPORT;
import static org.postroom.agent.SampleCompany.SUPPORT_FRONT_LINE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.ProductId;
import org.postroom.agent.SampleCompany;
import org.postroom.ticket.Condition;
import org.postroom.ticket.Priority;
import org.postroom.ticket.TicketFilter;
import org.postroom.ticket.TicketOrder;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Whose;

class MeaningTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Organisation COMPANY = SampleCompany.organisationWithAdmin();
    private static final Policy POLICY = new Policy(COMPANY);

    private static Agent agent(AgentId id) {
        return COMPANY.agent(id).orElseThrow();
    }

    private static Meaning meaning(AgentId who, String line) {
        return Meaning.of(CriteriaText.read(line), agent(who), COMPANY, NOW);
    }

    private static TicketFilter filter(String line) {
        Meaning meaning = meaning(BEN, line);
        assertThat(meaning.unknown()).as(line).isEmpty();
        assertThat(meaning.reach()).as(line).isEqualTo(POLICY.reachOf(agent(BEN)));
        return meaning.filter();
    }

    private static List<Condition> conditions(String line) {
        return filter(line).conditions();
    }

    @Test
    void sayingNothingIsAllOfOnesReach() {
        assertThat(filter("")).isEqualTo(TicketFilter.ALL);
        assertThat(meaning(BEN, "").order()).isEqualTo(TicketOrder.CHANGED_LATEST);
        assertThat(meaning(BEN, "sort:opened-first").order()).isEqualTo(TicketOrder.OPENED_EARLIEST);
    }

    @Test
    void eachKeyNarrowsByItsOwn() {
        assertThat(filter("status:open").states()).containsExactlyInAnyOrder(TicketState.ACTIVE, TicketState.WAITING);
        assertThat(filter("assignee:me,nobody,anna").whose())
                .containsExactlyInAnyOrder(new Whose.Of(BEN), new Whose.Nobody(), new Whose.Of(ANNA));
        assertThat(filter("paper jam status:active").text()).isEqualTo("paper jam");
        assertThat(conditions("department:support,sales"))
                .containsExactly(new Condition.InDepartments(Set.of(SUPPORT, SALES)));
        assertThat(conditions("group:support/front-line"))
                .containsExactly(new Condition.InGroups(Set.of(SUPPORT_FRONT_LINE)));
        assertThat(conditions("product:printer,none"))
                .containsExactly(new Condition.About(Set.of(Optional.of(new ProductId("printer")), Optional.empty())));
        assertThat(conditions("priority:high,dringend"))
                .containsExactly(new Condition.Prioritised(Set.of(Priority.HIGH, Priority.URGENT)));
        assertThat(conditions("shared-with:sales")).containsExactly(new Condition.SharedWith(Set.of(SALES)));
        assertThat(conditions("shared-by:me"))
                .containsExactly(new Condition.InDepartments(Set.of(SUPPORT)), new Condition.SharedOn());
    }

    @ParameterizedTest
    @CsvSource({"3d, 72", "4h, 4", "2w, 336", "0h, 0"})
    void timesAreCountedFromNow(String time, long hours) {
        Instant at = NOW.minus(Duration.ofHours(hours));
        assertThat(conditions("age:>" + time)).containsExactly(new Condition.Opened(Condition.Side.BEFORE, at));
        assertThat(conditions("age:<" + time)).containsExactly(new Condition.Opened(Condition.Side.SINCE, at));
        assertThat(conditions("changed:>" + time)).containsExactly(new Condition.Changed(Condition.Side.BEFORE, at));
        assertThat(conditions("changed:<" + time)).containsExactly(new Condition.Changed(Condition.Side.SINCE, at));
    }

    @Test
    void sayingAKeyTwiceWantsBoth() {
        assertThat(filter("status:active,waiting status:waiting,closed").states())
                .containsExactly(TicketState.WAITING);
        assertThat(filter("assignee:me,nobody assignee:me").whose()).containsExactly(new Whose.Of(BEN));
        assertThat(conditions("age:>1d age:<3d")).hasSize(2);
        assertThat(conditions("status:active status:closed")).contains(new Condition.Nothing());
        assertThat(conditions("assignee:me assignee:nobody")).contains(new Condition.Nothing());
    }

    @Test
    void meIsWhoeverLooks() {
        assertThat(meaning(ANNA, "assignee:me").filter().whose()).containsExactly(new Whose.Of(ANNA));
        assertThat(meaning(CARLA, "shared-by:me").filter().conditions())
                .contains(new Condition.InDepartments(Set.of(SUPPORT, SALES)));
    }

    /** Values that name nothing never widen what is shown. */
    @ParameterizedTest
    @EnumSource(Key.class)
    void aValueThatIsGoneMatchesNothingAndIsTold(Key key) {
        for (AgentId who : List.of(BEN, DORA)) {
            Meaning meaning = meaning(who, key.word() + ":gone");
            assertThat(meaning.unknown()).containsExactly(new Unknown(key, "gone"));
            assertThat(meaning.filter().conditions()).anyMatch(Condition::isEmpty);
        }
    }

    @Test
    void whatIsKnownBesideItStillMatches() {
        Meaning meaning = meaning(BEN, "product:scanner,printer status:active,asleep");
        assertThat(meaning.unknown())
                .containsExactly(new Unknown(Key.PRODUCT, "scanner"), new Unknown(Key.STATUS, "asleep"));
        assertThat(meaning.filter().conditions())
                .containsExactly(new Condition.About(Set.of(Optional.of(new ProductId("printer")))));
        assertThat(meaning.filter().states()).containsExactly(TicketState.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {">3", "3d", ">3m", "<-1d", ">3d,<5d", ">99999d", "<"})
    void aTimeThatIsNoneMatchesNothing(String time) {
        Meaning meaning = meaning(BEN, "age:" + time);
        assertThat(meaning.unknown()).isNotEmpty();
        assertThat(meaning.filter().conditions()).containsExactly(new Condition.Nothing());
    }

    @Test
    void valuesThatCouldBeMeantToBreakOutAreUnknown() {
        assertThat(meaning(BEN, "product:\"' OR 1=1 --\" department:../x group:a/b/c assignee:%00")
                        .unknown())
                .hasSize(4);
    }

    /** SPEC F6: what is shared with a department is seen in lists of what is shared, and nowhere else. */
    @Test
    void whatIsSharedWithOnesDepartmentsIsWithinTheSharesOfThePolicy() {
        Agent carla = agent(CARLA);
        assertThat(meaning(CARLA, "shared-with:me").reach()).isEqualTo(POLICY.sharesOf(carla));
        assertThat(meaning(CARLA, "shared-with:sales").reach()).isEqualTo(POLICY.sharesOf(carla));
        assertThat(meaning(CARLA, "shared-with:sales").filter().conditions())
                .containsExactly(new Condition.SharedWith(Set.of(SALES)));
        assertThat(meaning(BEN, "shared-with:sales").reach()).isEqualTo(POLICY.reachOf(agent(BEN)));
        assertThat(meaning(BEN, "shared-with:me status:active").reach()).isEqualTo(POLICY.sharesOf(agent(BEN)));
        assertThat(meaning(DORA, "shared-with:me").filter().conditions()).anyMatch(Condition::isEmpty);
    }

    @Test
    void whatOthersShareIsSeenOnlyAsFarAsItIsSharedWithOneself() {
        assertThat(meaning(BEN, "shared-by:sales").reach()).isEqualTo(POLICY.sharesOf(agent(BEN)));
        assertThat(meaning(BEN, "shared-by:support").reach()).isEqualTo(POLICY.reachOf(agent(BEN)));
        assertThat(meaning(DORA, "shared-by:sales").reach()).isEqualTo(POLICY.reachOf(agent(DORA)));
        assertThat(meaning(BEN, "shared-with:me shared-by:sales").reach()).isEqualTo(POLICY.sharesOf(agent(BEN)));
    }
}
