package org.postroom.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.DepartmentModel;
import org.postroom.desk.DeskRoom;
import org.postroom.desk.Leaving;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.PlannedAnswers;
import org.postroom.desk.PlannedStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;

/** What an agent says by mail on an answer that waits: SEND, or CANCEL. */
final class PlannedDesk {
    private final Supplier<Organisation> organisation;
    private final PlannedStore store;
    private final PlannedAnswers answers;

    PlannedDesk(Supplier<Organisation> organisation, DeskRoom desks) {
        this.organisation = organisation;
        this.store = desks.plannedStore();
        this.answers = desks.planned();
    }

    /** What came of an agent's word. */
    sealed interface Said {
        /** It left. */
        record Left(Optional<Article> article) implements Said {}

        /** It was taken back. */
        record TakenBack() implements Said {}

        /** Something happened that its agent does not know of: it waits on, and the agent was asked again by a mail. */
        record AskedAgain() implements Said {}

        /** Nothing was done; one sentence each for the agent. */
        record Refused(List<String> reasons) implements Said {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /** What an agent's word is about, as far as answers that wait go. */
    sealed interface About {
        /** This one. */
        record One(PlannedAnswer answer) implements About {}

        /** None. */
        record None() implements About {}

        /** It could be meant for one of several. */
        record Unclear() implements About {}
    }

    /**
     * Which of an agent's answers a word is about: the only one whose mail was written in that second. An answer that was
     * asked about again has forgotten the second of its first mail: CANCEL to that is taken for the only one that is open,
     * since it does no harm. SEND to anything but the one mail is not.
     *
     * @param heldThen whether a mail of the agent's was asked about in that second
     */
    About about(Transaction transaction, AgentMail word, Instant asked, boolean heldThen) {
        List<PlannedAnswer> all =
                store.asked(transaction, word.ticket().id(), word.agent().id());
        List<PlannedAnswer> ofThatSecond = all.stream()
                .filter(answer -> answer.times().asked().orElseThrow().getEpochSecond() == asked.getEpochSecond())
                .toList();
        if (ofThatSecond.isEmpty() && (heldThen || all.isEmpty())) {
            return new About.None();
        }
        if (ofThatSecond.size() == 1 && !heldThen) {
            return new About.One(ofThatSecond.getFirst());
        }
        return ofThatSecond.isEmpty() && Confirmation.read(word.mail().newText()) == Confirmation.CANCEL
                ? onlyOpen(all)
                : new About.Unclear();
    }

    private static About onlyOpen(List<PlannedAnswer> all) {
        List<PlannedAnswer> open = all.stream().filter(PlannedAnswer::isOpen).toList();
        return open.size() == 1 ? new About.One(open.getFirst()) : new About.Unclear();
    }

    Said settle(Transaction transaction, AgentMail word, PlannedAnswer answer) {
        return switch (Confirmation.read(word.mail().newText())) {
            case SEND -> send(transaction, word, answer);
            case CANCEL -> cancel(transaction, word, answer);
            case UNCLEAR ->
                new Said.Refused(
                        answer.isOpen()
                                ? List.of("The first line must be SEND or CANCEL. Your answer still waits.")
                                : List.of(fate(answer, word)));
        };
    }

    private Said send(Transaction transaction, AgentMail word, PlannedAnswer answer) {
        return switch (answers.sendNow(
                transaction, answer.id(), answer.content().reasons().size())) {
            case Leaving.Left(var done) -> {
                word.mail().note("The answer that waited left, since its agent said SEND.");
                yield new Said.Left(done.article());
            }
            case Leaving.Stayed(List<String> reasons) -> new Said.Refused(reasons);
            case Leaving.Held(List<String> reasons) -> {
                word.mail().note("The answer waits on, and its agent is asked again: " + String.join(" ", reasons));
                yield new Said.AskedAgain();
            }
            case Leaving.Settled(Optional<PlannedAnswer> before) ->
                new Said.Refused(List.of(fate(before.orElse(answer), word)));
        };
    }

    private Said cancel(Transaction transaction, AgentMail word, PlannedAnswer answer) {
        if (answers.takeBack(transaction, answer.id(), word.by()).isPresent()) {
            word.mail().note("The answer that waited was taken back.");
            return new Said.TakenBack();
        }
        return new Said.Refused(
                List.of(fate(store.find(transaction, answer.id()).orElse(answer), word)));
    }

    /** What became of it, for an agent whose word comes too late. */
    private String fate(PlannedAnswer answer, AgentMail word) {
        String what = switch (answer.state()) {
            case LEFT -> "Your answer left";
            case TAKEN_BACK -> "Your answer was taken back";
            case RETURNED -> "Your answer could not be sent";
            case WAITING, HELD -> "Your answer still waits";
        };
        Department department = organisation
                .get()
                .department(word.ticket().department())
                .orElse(word.mail().department());
        return answer.times()
                .settled()
                .map(settled -> what + " on "
                        + DepartmentModel.moment(
                                settled, department, word.agent().language()) + " ("
                        + department.zone() + ").")
                .orElse(what + ".");
    }
}
