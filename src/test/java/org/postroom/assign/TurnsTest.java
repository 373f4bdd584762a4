package org.postroom.assign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.agent.AgentId;

class TurnsTest {
    private static final AgentId ANNA = new AgentId("anna");
    private static final AgentId BEN = new AgentId("ben");
    private static final AgentId CLARA = new AgentId("clara");
    private static final List<AgentId> ALL = List.of(CLARA, ANNA, BEN);

    @Test
    void agentsTakeTurnsByTheirIdsAndBeginAgain() {
        assertThat(Turns.next(ALL, Optional.empty())).contains(ANNA);
        assertThat(Turns.next(ALL, Optional.of(ANNA))).contains(BEN);
        assertThat(Turns.next(ALL, Optional.of(BEN))).contains(CLARA);
        assertThat(Turns.next(ALL, Optional.of(CLARA))).contains(ANNA);
    }

    @Test
    void theNextIsFoundBehindSomebodyWhoIsThereNoMore() {
        assertThat(Turns.next(List.of(ANNA, CLARA), Optional.of(BEN))).contains(CLARA);
        assertThat(Turns.next(List.of(ANNA, BEN), Optional.of(CLARA))).contains(ANNA);
    }

    @Test
    void nobodyIsNextWhereNobodyIs() {
        assertThat(Turns.next(List.of(), Optional.of(ANNA))).isEmpty();
        assertThat(Turns.leastLoaded(Map.of(), List.of(), Optional.of(ANNA))).isEmpty();
    }

    @Test
    void whoeverIsAloneAlwaysIsNext() {
        assertThat(Turns.next(List.of(BEN), Optional.of(BEN))).contains(BEN);
    }

    @Test
    void whoHasTheFewestTicketsIsChosenWhoeverWasLast() {
        Map<AgentId, Integer> tickets = Map.of(ANNA, 4, BEN, 3, CLARA, 2);
        assertThat(Turns.leastLoaded(tickets, ALL, Optional.of(BEN))).contains(CLARA);
        assertThat(Turns.leastLoaded(tickets, ALL, Optional.of(CLARA))).contains(CLARA);
    }

    @Test
    void thoseWithEquallyFewTakeTurns() {
        Map<AgentId, Integer> tickets = Map.of(ANNA, 2, CLARA, 2, BEN, 7);
        assertThat(Turns.leastLoaded(tickets, ALL, Optional.of(ANNA))).contains(CLARA);
        assertThat(Turns.leastLoaded(tickets, ALL, Optional.of(CLARA))).contains(ANNA);
    }

    @Test
    void whoeverHasNoTicketsGoesFirst() {
        assertThat(Turns.leastLoaded(Map.of(ANNA, 1, BEN, 1), ALL, Optional.empty()))
                .contains(CLARA);
    }
}
