package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Role;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.Attachment;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.NamedAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.Draft;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Way;

class PlannedAnswersTest {
    private static final AgentId ANNA = SampleCompany.ANNA;
    private static final AgentId BEN = SampleCompany.BEN;
    private static final PlannedAnswer.Kind UNDO = PlannedAnswer.Kind.UNDO;
    private static final PlannedAnswer.Kind SCHEDULED = PlannedAnswer.Kind.SCHEDULED;
    private static final Duration TEN = Duration.ofSeconds(10);

    private final Workplace place = new Workplace();

    @AfterEach
    void close() {
        place.close();
    }

    private static Act answer(String text, Attachment... files) {
        return new Act.Answer(Workplace.words(text, files));
    }

    private int answers() {
        return place.queued(OutboundKind.ANSWER).size();
    }

    private String lastNotice() {
        OutboundMail last = place.queued(OutboundKind.NOTICE).getLast();
        IncomingMail read = place.read(last);
        return Workplace.recipients(last) + " " + read.subject() + "\n"
                + read.content().text();
    }

    private boolean takeBack(PlannedAnswer answer, AgentId by) {
        return place.database()
                .<Boolean>write(transaction -> place.room()
                        .planned()
                        .takeBack(transaction, answer.id(), By.agent(by, Way.PAGE))
                        .isPresent());
    }

    private Leaving sendNow(PlannedAnswer answer) {
        return place.database()
                .<Leaving>write(transaction -> place.room().planned().sendNow(transaction, answer.id(), 0));
    }

    @Test
    void leavesAtItsTimeAndNotBefore() {
        place.plan(ANNA, UNDO, TEN, answer("Plug it in."), new Act.Close());
        place.later(Duration.ofSeconds(9));
        place.work();
        assertThat(answers()).isZero();
        assertThat(place.ticket().state()).isEqualTo(TicketState.ACTIVE);
        assertThat(place.articles()).hasSize(1);

        place.later(Duration.ofSeconds(1));
        place.work();
        assertThat(answers()).isOne();
        assertThat(place.ticket().state()).isEqualTo(TicketState.CLOSED);
        Article article = place.articles().getLast();
        assertThat(article.content().text()).isEqualTo("Plug it in.");
        assertThat(article.content().by()).isEqualTo(By.agent(ANNA, Way.PAGE));
        assertThat(place.events()).endsWith("answered", "closed").doesNotContain("answer-planned");
    }

    /** FAULTS A31: a chosen time is a time of the clock, the seconds before an answer leaves are not. */
    @Test
    void leavesSoonThoughTheClockIsSetBackUnlessItsTimeWasChosen() {
        place.plan(ANNA, UNDO, TEN, answer("Plug it in."));
        place.plan(ANNA, SCHEDULED, Duration.ofHours(1), answer("Does it work?"));
        place.later(Duration.ofDays(365).negated());
        place.work();
        assertThat(answers()).isOne();
        assertThat(place.articles().getLast().content().text()).isEqualTo("Plug it in.");
    }

    @Test
    void filesAndPeopleInCcGoAlong() {
        Attachment file = Workplace.attachment("a.txt", "text/plain", "The very bytes");
        Words words = Words.onPage("See the file.", List.of(file), List.of(Workplace.FRIEND));
        place.plan(ANNA, UNDO, TEN, new Act.Answer(words));
        assertThat(place.participants()).doesNotContain(Workplace.FRIEND.address());
        place.later(TEN);
        place.work();
        OutboundMail sent = place.queued(OutboundKind.ANSWER).getFirst();
        assertThat(Workplace.recipients(sent)).contains(Workplace.FRIEND.address());
        assertThat(place.read(sent).content().attachments()).containsExactly(file);
        assertThat(place.file(place.articles().getLast(), 0)).contains(file);
        assertThat(place.participants()).contains(Workplace.FRIEND.address());
    }

    @Test
    void whatIsTakenBackIsInTheDraftAndNeverLeaves() {
        Attachment file = Workplace.attachment("a.txt", "text/plain", "The very bytes");
        NamedAddress dora = new NamedAddress("Dora, \"D\"", Workplace.FRIEND.address());
        Words words = Words.onPage(
                "Plug it in.",
                List.of(file),
                List.of(dora, SampleCompany.support().from()));
        PlannedAnswer planned = place.plan(ANNA, UNDO, TEN, new Act.Answer(words));
        assertThat(takeBack(planned, ANNA)).isTrue();
        assertThat(takeBack(planned, ANNA)).isFalse();
        place.later(TEN);
        place.work();

        assertThat(answers()).isZero();
        Draft draft = place.draft(ANNA).orElseThrow();
        assertThat(draft.typed())
                .isEqualTo(new Draft.Typed("Plug it in.", "\"Dora, D\" <" + Workplace.FRIEND.address() + ">"));
        assertThat(draft.files()).extracting(Draft.File::name).containsExactly("a.txt");
        assertThat(draft.files())
                .extracting(Draft.File::sha256)
                .containsExactly(file.content().sha256());
        assertThat(place.events()).endsWith("answer-taken-back");
        assertThat(place.queued(OutboundKind.NOTICE)).isEmpty();
    }

    @Test
    void whatWasBegunMeanwhileStaysBelowWhatIsTakenBack() {
        PlannedAnswer first = place.plan(ANNA, UNDO, TEN, answer("The first."));
        PlannedAnswer second = place.plan(ANNA, UNDO, TEN, answer("The second."));
        takeBack(second, ANNA);
        takeBack(first, ANNA);
        assertThat(place.draft(ANNA).orElseThrow().typed().text()).isEqualTo("The first.\n\nThe second.");
    }

    @Test
    void itsAuthorIsToldWhenAnotherTakesItBack() {
        PlannedAnswer planned = place.plan(BEN, UNDO, TEN, answer("Buy a new one."));
        takeBack(planned, ANNA);
        assertThat(place.draft(BEN).orElseThrow().typed().text()).isEqualTo("Buy a new one.");
        assertThat(lastNotice())
                .contains(SampleCompany.BEN_ADDRESS.value(), "Anna Berg took it back.", "> Buy a new one.");
    }

    @Test
    void leavesAtOnceWhenItsAgentSaysSo() {
        PlannedAnswer planned = place.plan(ANNA, SCHEDULED, Duration.ofDays(3), answer("Plug it in."));
        assertThat(place.events()).contains("answer-planned");
        assertThat(sendNow(planned)).isInstanceOf(Leaving.Left.class);
        assertThat(answers()).isOne();
        assertThat(sendNow(planned)).isInstanceOfSatisfying(Leaving.Settled.class, settled -> {
            assertThat(settled.before()).map(PlannedAnswer::state).contains(PlannedAnswer.State.LEFT);
        });
        assertThat(takeBack(planned, ANNA)).isFalse();
        place.later(Duration.ofDays(3));
        place.work();
        assertThat(answers()).isOne();
    }

    @Test
    void whatIsDoubtfulOrForbiddenDoesNotWait() {
        Planning secret = place.planning(ANNA, UNDO, TEN, answer("Write to " + SampleCompany.ANNA_ADDRESS));
        assertThat(secret)
                .isInstanceOfSatisfying(
                        Planning.Objected.class,
                        objected -> assertThat(objected.why()).isInstanceOf(Outcome.Doubtful.class));
        Planning empty = place.planning(ANNA, UNDO, TEN, answer(" "));
        assertThat(empty)
                .isInstanceOfSatisfying(
                        Planning.Objected.class,
                        objected -> assertThat(objected.why()).isInstanceOf(Outcome.Refused.class));
        place.later(TEN);
        place.work();
        assertThat(answers()).isZero();
    }

    @Test
    void anUndoWindowAsksNothingAgain() {
        place.plan(ANNA, UNDO, TEN, answer("Plug it in."));
        place.carlWrites("Never mind!");
        place.later(TEN);
        place.work();
        assertThat(answers()).isOne();
    }

    @Test
    void aScheduledAnswerIsHeldWhenTheCustomerWroteMeanwhile() {
        PlannedAnswer planned =
                place.plan(ANNA, SCHEDULED, Duration.ofHours(3), answer("Plug it in."), new Act.Close());
        place.carlWrites("Never mind!");
        place.later(Duration.ofHours(3));
        place.work();
        assertThat(answers()).isZero();
        assertThat(place.ticket().state()).isEqualTo(TicketState.ACTIVE);
        PlannedAnswer held = place.planned(planned.id()).orElseThrow();
        assertThat(held.state()).isEqualTo(PlannedAnswer.State.HELD);
        assertThat(held.times().asked()).isPresent();
        assertThat(held.content().reasons()).singleElement().asString().contains("Never mind!");
        assertThat(lastNotice())
                .contains(SampleCompany.ANNA_ADDRESS.value(), "Never mind!", "> Plug it in.", "SEND", "CANCEL");
        assertThat(place.events()).endsWith("answer-stayed");

        place.work();
        assertThat(place.queued(OutboundKind.NOTICE)).hasSize(1);
        assertThat(sendNow(planned)).isInstanceOf(Leaving.Left.class);
        assertThat(answers()).isOne();
        assertThat(place.ticket().state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void aScheduledAnswerIsHeldWhenSomebodyElseAnswered() {
        place.plan(ANNA, SCHEDULED, Duration.ofHours(3), answer("Plug it in."));
        place.act(BEN, answer("Buy a new one."));
        place.later(Duration.ofHours(3));
        place.work();
        assertThat(place.articles().getLast().content().text()).isEqualTo("Buy a new one.");
        assertThat(lastNotice()).contains("Ben Cole has answered in the meantime");
    }

    @Test
    void ownAnswersAndCommentsOfOthersHoldNothing() {
        place.plan(ANNA, SCHEDULED, Duration.ofHours(3), answer("Plug it in."));
        place.act(ANNA, answer("One moment."));
        place.act(BEN, new Act.Comment(Workplace.words("Does he?")));
        place.later(Duration.ofHours(3));
        place.work();
        assertThat(answers()).isEqualTo(2);
    }

    @Test
    void onALockedTicketTheWordsAreKeptAndTheAgentIsTold() {
        PlannedAnswer planned = place.plan(ANNA, UNDO, TEN, answer("Plug it in."), new Act.Take());
        place.act(ANNA, new Act.Lock());
        place.later(TEN);
        place.work();
        assertThat(answers()).isZero();
        assertThat(place.ticket().assignee()).isEmpty();
        assertThat(place.draft(ANNA).orElseThrow().typed().text()).isEqualTo("Plug it in.");
        assertThat(lastNotice()).contains(SampleCompany.ANNA_ADDRESS.value(), "is locked", "> Plug it in.");
        assertThat(place.planned(planned.id())).map(PlannedAnswer::state).contains(PlannedAnswer.State.RETURNED);
    }

    @Test
    void whoMayNoLongerAnswerIsToldSo() {
        place.plan(BEN, UNDO, TEN, answer("Plug it in."));
        place.act(ANNA, new Act.Transfer(SampleCompany.SALES_FRONT_LINE));
        place.later(TEN);
        place.work();
        assertThat(answers()).isZero();
        assertThat(place.draft(BEN).orElseThrow().typed().text()).isEqualTo("Plug it in.");
        assertThat(lastNotice()).contains(SampleCompany.BEN_ADDRESS.value(), "> Plug it in.");
    }

    @Test
    void theWordsOfAnAgentWhoIsGoneStayOnTheTicketAndAdminsAreTold() {
        Attachment file = Workplace.attachment("a.txt", "text/plain", "The very bytes");
        place.plan(BEN, SCHEDULED, Duration.ofHours(1), answer("Plug it in.", file));
        place.conf(without(BEN));
        place.later(Duration.ofHours(1));
        place.work();
        assertThat(answers()).isZero();
        Article kept = place.articles().getLast();
        assertThat(kept.content().text()).isEqualTo("Plug it in.");
        assertThat(kept.content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
        assertThat(place.file(kept, 0)).contains(file);
        assertThat(lastNotice()).contains("dora.private@example.net", "Agent ben is not in conf any more.");
    }

    private void salesGetsTheTicket() {
        place.act(ANNA, new Act.Transfer(SampleCompany.SALES_FRONT_LINE));
    }

    /** What Ben is told when the ticket is not his any more: his words and file, and nothing of the ticket. */
    private void assertThatBenHasItByMail(Attachment file) {
        assertThat(lastNotice())
                .contains(SampleCompany.BEN_ADDRESS.value(), "SUP-1001", "> Plug it in.", "You may not open the ticket")
                .doesNotContain("Broken printer", "on the page of the ticket", "5000");
        IncomingMail told = place.read(place.queued(OutboundKind.NOTICE).getLast());
        assertThat(told.content().attachments()).containsExactly(file);
    }

    @Test
    void whoLostTheTicketIsNotToldWhatWasWrittenSince() {
        Attachment file = Workplace.attachment("a.txt", "text/plain", "The very bytes");
        PlannedAnswer planned = place.plan(BEN, SCHEDULED, Duration.ofHours(3), answer("Plug it in.", file));
        salesGetsTheTicket();
        place.carlWrites("My wages are 5000.");
        place.later(Duration.ofHours(3));
        place.work();
        assertThat(answers()).isZero();
        assertThat(place.planned(planned.id())).map(PlannedAnswer::state).contains(PlannedAnswer.State.RETURNED);
        assertThatBenHasItByMail(file);
        assertThat(place.queued(OutboundKind.NOTICE))
                .noneMatch(mail -> place.read(mail).content().text().contains("5000"));
        assertThat(place.draft(BEN).orElseThrow().typed().text()).isEqualTo("Plug it in.");
    }

    @Test
    void whatIsSentNowOnATicketThatWasLostComesBackByMail() {
        Attachment file = Workplace.attachment("a.txt", "text/plain", "The very bytes");
        PlannedAnswer planned = place.plan(BEN, SCHEDULED, Duration.ofHours(3), answer("Plug it in.", file));
        salesGetsTheTicket();
        assertThat(sendNow(planned)).isInstanceOf(Leaving.Stayed.class);
        assertThat(answers()).isZero();
        assertThatBenHasItByMail(file);
    }

    @Test
    void whatIsTakenBackOnATicketThatWasLostComesByMail() {
        Attachment file = Workplace.attachment("a.txt", "text/plain", "The very bytes");
        PlannedAnswer planned = place.plan(BEN, SCHEDULED, Duration.ofHours(3), answer("Plug it in.", file));
        salesGetsTheTicket();
        assertThat(takeBack(planned, BEN)).isTrue();
        assertThatBenHasItByMail(file);
        assertThat(lastNotice()).contains("You took it back.");
    }

    private static Organisation without(AgentId gone) {
        Organisation all = SampleCompany.organisationWithAdmin();
        List<Agent> agents =
                all.agents().stream().filter(agent -> !agent.id().equals(gone)).toList();
        return new Organisation(all.brands(), all.departments(), agents, all.products(), List.of());
    }

    @Test
    void whereTheDepartmentIsGoneItsAgentAndAdminsAreToldByAnother() {
        place.act(ANNA, new Act.Transfer(SampleCompany.SUPPORT_ESCALATION));
        int notices = place.queued(OutboundKind.NOTICE).size();
        place.plan(SampleCompany.CARLA, SCHEDULED, Duration.ofHours(1), answer("Plug it in."));
        Agent carla = SampleCompany.agent(
                SampleCompany.CARLA,
                "Carla Diaz",
                SampleCompany.CARLA_ADDRESS,
                Set.of(SampleCompany.SALES_FRONT_LINE),
                Map.of(SampleCompany.SALES, Role.AGENT));
        Agent dora =
                SampleCompany.organisationWithAdmin().agent(SampleCompany.DORA).orElseThrow();
        place.conf(new Organisation(
                List.of(SampleCompany.brand()),
                List.of(SampleCompany.sales()),
                List.of(carla, dora),
                List.of(),
                List.of()));
        place.later(Duration.ofHours(1));
        place.work();
        assertThat(answers()).isZero();
        assertThat(place.draft(SampleCompany.CARLA).orElseThrow().typed().text())
                .isEqualTo("Plug it in.");
        assertThat(place.queued(OutboundKind.NOTICE).stream().skip(notices))
                .flatExtracting(Workplace::recipients)
                .extracting(Object::toString)
                .containsExactly(SampleCompany.CARLA_ADDRESS.value(), "dora.private@example.net");
    }

    @Test
    void nothingOfItIsDoneWhenCarryingOutFails() {
        PlannedAnswer planned =
                place.plan(ANNA, UNDO, TEN, answer("Plug it in.", Workplace.attachment("a", "a/b", "c")));
        place.later(TEN);
        try {
            place.database().change(transaction -> {
                assertThat(place.room().planned().leave(transaction, planned.id()))
                        .isInstanceOf(Leaving.Left.class);
                throw new IllegalStateException("Killed before the commit");
            });
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("Killed before the commit");
        }
        assertThat(answers()).isZero();
        assertThat(place.articles()).hasSize(1);
        place.work();
        assertThat(answers()).isOne();
        assertThat(place.queued(OutboundKind.ANSWER).getFirst())
                .satisfies(sent ->
                        assertThat(place.read(sent).content().attachments()).hasSize(1));
    }

    @Test
    void oneThatFailsKeepsNoOtherBack() {
        PlannedAnswer broken = place.plan(ANNA, UNDO, TEN, answer("The first."));
        place.plan(BEN, UNDO, TEN, answer("The second."));
        place.database()
                .change(transaction -> transaction
                        .handle()
                        .createUpdate("UPDATE planned_answer SET acts = 'dance' WHERE id = :id")
                        .bind("id", broken.id())
                        .execute());
        place.later(TEN);
        place.work();
        assertThat(place.articles().getLast().content().text()).isEqualTo("The second.");
        assertThat(place.planned(broken.id()).orElseThrow().isOpen()).isTrue();
        place.database()
                .change(transaction -> transaction
                        .handle()
                        .createUpdate("UPDATE planned_answer SET acts = 'answer' WHERE id = :id")
                        .bind("id", broken.id())
                        .execute());
        place.later(Duration.ofMinutes(1));
        place.work();
        assertThat(place.articles().getLast().content().text()).isEqualTo("The first.");
    }

    @Test
    void oneThatFailsOverAndOverIsGivenBackToItsAgentWhoIsTold() {
        PlannedAnswer broken = place.plan(ANNA, UNDO, TEN, answer("Plug it in."));
        place.database()
                .change(transaction -> transaction
                        .handle()
                        .createUpdate("UPDATE planned_answer SET acts = 'dance' WHERE id = :id")
                        .bind("id", broken.id())
                        .execute());
        DueAnswers worker = place.room().dueAnswers(place.database());
        place.later(TEN);
        for (int tries = 1; tries < DueAnswers.MOST_TRIES; tries++) {
            worker.run();
            place.later(Duration.ofMinutes(1));
        }
        assertThat(place.planned(broken.id()).orElseThrow().isOpen()).isTrue();
        assertThat(place.queued(OutboundKind.NOTICE)).isEmpty();

        worker.run();

        assertThat(place.planned(broken.id()).orElseThrow().state()).isEqualTo(PlannedAnswer.State.RETURNED);
        assertThat(place.draft(ANNA).orElseThrow().typed().text()).isEqualTo("Plug it in.");
        assertThat(lastNotice()).startsWith("[anna.private@").contains("Sending it failed 5 times");
        place.later(Duration.ofMinutes(1));
        assertThat(worker.run()).as("it is not tried any more").isPositive();
        assertThat(answers()).isZero();
    }

    @Test
    void wakesForTheNextOneThatIsDue() {
        DueAnswers worker = place.room().dueAnswers(place.database());
        assertThat(worker.run()).isEqualTo(Duration.ofSeconds(15));
        place.plan(ANNA, UNDO, TEN, answer("Plug it in."));
        assertThat(worker.run()).isEqualTo(TEN);
        place.plan(BEN, UNDO, Duration.ofSeconds(3), answer("Plug it in."));
        assertThat(worker.run()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anAnswerOnATicketThatIsGoneEnds() {
        PlannedAnswer planned = place.plan(ANNA, UNDO, TEN, answer("Plug it in."));
        place.database()
                .change(transaction -> transaction
                        .handle()
                        .createUpdate("UPDATE planned_answer SET ticket_id = 5 WHERE id = :id")
                        .bind("id", planned.id())
                        .execute());
        place.later(TEN);
        place.work();
        assertThat(place.planned(planned.id())).map(PlannedAnswer::state).contains(PlannedAnswer.State.RETURNED);
        assertThat(answers()).isZero();
    }
}
