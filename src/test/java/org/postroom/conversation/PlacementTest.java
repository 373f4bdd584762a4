package org.postroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.conversation.Facts.A;
import static org.postroom.conversation.Facts.ANNA;
import static org.postroom.conversation.Facts.B;
import static org.postroom.conversation.Facts.BEN;
import static org.postroom.conversation.Facts.CARLA;
import static org.postroom.conversation.Facts.GONE;
import static org.postroom.conversation.Facts.OUTSIDER;
import static org.postroom.conversation.Facts.STRANGER;
import static org.postroom.conversation.Facts.customer;
import static org.postroom.conversation.Facts.expired;
import static org.postroom.conversation.Facts.valid;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.conversation.FoundToken.Place;
import org.postroom.conversation.ReplyToken.Right;

class PlacementTest {
    @ParameterizedTest
    @EnumSource(
            value = Right.class,
            names = {"ANSWER", "INTERNAL", "CONFIRM"})
    void anAgentsTokenGivesItsRightAndTellsWhenItWasIssued(Right right) {
        assertThat(AgentJudge.judge(
                        Facts.from(ANNA).answering(valid(right, A, ANNA)).build()))
                .isEqualTo(new AgentIdentity.Verified(ANNA.id(), right, A, Facts.ISSUED));
    }

    @Test
    void ofAnInternalAndAnAnsweringTokenTheInternalCounts() {
        assertThat(Facts.from(ANNA)
                        .token(Place.RECIPIENT, valid(Right.ANSWER, A, ANNA))
                        .answering(valid(Right.INTERNAL, A, ANNA))
                        .placed())
                .isEqualTo("verified anna A internal");
    }

    @Test
    void theMailAnsweredCountsMoreThanOlderOnesOfTheThread() {
        assertThat(Facts.from(ANNA)
                        .answering(valid(Right.INTERNAL, A, ANNA))
                        .token(Place.REFERENCES, valid(Right.ANSWER, A, ANNA))
                        .token(Place.REFERENCES, expired(A, ANNA))
                        .placed())
                .isEqualTo("verified anna A internal");
        assertThat(Facts.from(ANNA)
                        .token(Place.REFERENCES, valid(Right.ANSWER, A, ANNA))
                        .token(Place.REFERENCES, valid(Right.INTERNAL, A, ANNA))
                        .placed())
                .isEqualTo("verified anna A answer");
    }

    @Test
    void answersToNoticesOfTwoTicketsAreHeld() {
        Facts facts = Facts.from(ANNA)
                .token(Place.RECIPIENT, valid(Right.ANSWER, B, ANNA))
                .answering(valid(Right.ANSWER, A, ANNA));
        assertThat(reasons(facts)).containsExactly("It answers notices of two tickets.");
    }

    @Test
    void aForgedTokenBesideAValidOneIsHeld() {
        Facts facts = Facts.from(ANNA)
                .token(Place.RECIPIENT, new TokenVerdict.Forged())
                .answering(valid(Right.ANSWER, A, ANNA));
        assertThat(reasons(facts)).containsExactly("Its reply token is not one of ours.");
    }

    @Test
    void forwardedNoticesSeveralSendersAndMissingProofAreEachAReason() {
        Facts facts = Facts.from(ANNA)
                .answering(valid(Right.ANSWER, A, ANNA))
                .forwarded()
                .several()
                .proof(SenderProof.NOT_ALIGNED);
        assertThat(reasons(facts)).hasSize(3);
    }

    @Test
    void aConfirmationNeedsNoMoreThanItsTokenAndTheAgentsAddress() {
        Facts facts = Facts.from(ANNA)
                .answering(valid(Right.CONFIRM, A, ANNA))
                .forwarded()
                .proof(SenderProof.NOT_ALIGNED);
        assertThat(facts.placed()).isEqualTo("verified anna A confirm");
        assertThat(Facts.from(BEN).answering(valid(Right.CONFIRM, A, ANNA)).placed())
                .isEqualTo("held ben A");
        assertThat(Facts.from(STRANGER).answering(valid(Right.CONFIRM, A, ANNA)).placed())
                .isEqualTo("held anna A");
    }

    @Test
    void anAgentWhoMaySeeTheTicketNoMoreIsBarred() {
        Facts facts = Facts.from(OUTSIDER).answering(valid(Right.ANSWER, A, OUTSIDER));
        assertThat(facts.placed()).isEqualTo("barred otto A");
        assertThat(facts.seenOnlyBy(OUTSIDER).placed()).isEqualTo("verified otto A answer");
    }

    @Test
    void anAgentWhoMaySeeTheTicketNoMoreIsNotAskedToConfirm() {
        assertThat(Facts.from(OUTSIDER).answering(expired(A, OUTSIDER)).placed())
                .isEqualTo("barred otto A");
        assertThat(Facts.from(OUTSIDER).answering(valid(Right.ANSWER, A, ANNA)).placed())
                .isEqualTo("barred otto A");
        assertThat(Facts.from(STRANGER)
                        .answering(valid(Right.ANSWER, A, OUTSIDER))
                        .placed())
                .isEqualTo("barred otto A");
    }

    @Test
    void anAgentLearnsNothingOfATicketThatOnlyItsNumberNames() {
        assertThat(Facts.from(OUTSIDER).numbers(A).placed()).isEqualTo("new, related A");
        assertThat(Facts.from(OUTSIDER).references(A).placed()).isEqualTo("new, related A");
        assertThat(Facts.from(OUTSIDER)
                        .numbers(A)
                        .answering(new TokenVerdict.Forged())
                        .placed())
                .isEqualTo("new, related A");
        assertThat(Facts.from(OUTSIDER).numbers(A, B).seenOnlyBy(OUTSIDER).placed())
                .isEqualTo("held otto A");
    }

    @Test
    void anAnswerOnATicketThatIsGoneNamesNone() {
        assertThat(Facts.from(ANNA).answering(valid(Right.ANSWER, GONE, ANNA)).placed())
                .isEqualTo("held anna");
    }

    @Test
    void anAgentMayBeACustomerOfAnotherDepartment() {
        assertThat(Facts.from(ANNA).placed()).isEqualTo("new");
        Facts reply = Facts.from(ANNA).takingPartInA(ANNA.address()).references(A);
        assertThat(reply.placed()).isEqualTo("in A");
        assertThat(reply.answering(customer(A)).placed()).isEqualTo("in A");
        assertThat(Facts.from(ANNA)
                        .takingPartInA(ANNA.address())
                        .answering(new TokenVerdict.Forged())
                        .references(A)
                        .placed())
                .isEqualTo("in A");
    }

    @Test
    void anAgentWhoIsACustomerTooStillNeedsTheOwnTokenToAct() {
        Facts expired = Facts.from(ANNA).takingPartInA(ANNA.address()).answering(expired(A, ANNA));
        assertThat(expired.placed()).isEqualTo("held anna A");
        Facts anothers = Facts.from(ANNA).takingPartInA(ANNA.address()).answering(valid(Right.ANSWER, A, BEN));
        assertThat(anothers.placed()).isEqualTo("held anna A");
    }

    @Test
    void aMailWithoutASenderGetsInNowhere() {
        assertThat(Facts.fromNobody().references(A).answering(customer(A)).placed())
                .isEqualTo("new, related A");
        assertThat(Facts.fromNobody().answering(valid(Right.ANSWER, A, ANNA)).placed())
                .isEqualTo("held anna A");
    }

    @Test
    void theNearestTicketOfTheSenderWins() {
        Facts both = Facts.from(CARLA).references(B, A).numbers(B);
        assertThat(both.placed()).isEqualTo("in A");
        assertThat(Matcher.match(both.build())).isEqualTo(new Match.Found(A, Match.How.REFERENCE));
        assertThat(Matcher.match(
                        Facts.from(CARLA).numbers(A).answering(customer(A)).build()))
                .isEqualTo(new Match.Found(A, Match.How.TOKEN));
        assertThat(Matcher.match(Facts.from(CARLA).numbers(A).build())).isEqualTo(new Match.Found(A, Match.How.NUMBER));
    }

    @Test
    void aStrangersMailTellsAgentsWhatItNamed() {
        assertThat(Matcher.match(Facts.from(STRANGER).numbers(A).build()))
                .isEqualTo(new Match.Related(
                        List.of(A),
                        "mallory@example.org does not take part in it,"
                                + " but the mail has the ticket's number in the subject."));
    }

    @Test
    void aTicketThatIsGoneIsNotNamedAnyMore() {
        assertThat(Facts.from(CARLA).references(GONE).placed()).isEqualTo("new");
    }

    private static List<String> reasons(Facts facts) {
        AgentIdentity identity = AgentJudge.judge(facts.build());
        assertThat(identity).isInstanceOf(AgentIdentity.Doubtful.class);
        AgentIdentity.Doubtful doubtful = (AgentIdentity.Doubtful) identity;
        assertThat(doubtful.ticket()).isNotEqualTo(Optional.empty());
        return doubtful.reasons();
    }
}
