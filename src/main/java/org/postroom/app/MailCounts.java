package org.postroom.app;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.postroom.intake.Disposition;
import org.postroom.intake.Findings.Answering;
import org.postroom.metrics.Figures;
import org.postroom.metrics.Figures.Count;

/** Counts of mails since this process began. */
final class MailCounts {
    private static final String SENT_SENTENCE = "Outgoing mails, by recipient, since the daemon began.";
    private static final String ANSWERS_SENTENCE = "Automatic answers to customers since the daemon began.";

    private final Count takenIn;
    private final Count folded;
    private final Map<Disposition, Count> settled = new EnumMap<>(Disposition.class);
    private final Count sent;
    private final Count failed;
    private final Count uncertain;
    private final Count answersSent;
    private final Count answersSuppressed;

    MailCounts(Figures figures) {
        takenIn = figures.count("postroom.mails.taken.in", "Mails fetched and held since the daemon began.");
        folded = figures.count(
                "postroom.mails.folded", "Identical copies folded into the first since the daemon began.");
        for (Disposition fate : Disposition.values()) {
            settled.put(
                    fate,
                    figures.count(
                            "postroom.mails.settled", "Mails processed since the daemon began.", "fate", fate.word()));
        }
        sent = outgoing(figures, "sent");
        failed = outgoing(figures, "failed");
        uncertain = outgoing(figures, "uncertain");
        answersSent = figures.count("postroom.automatic.answers", ANSWERS_SENTENCE, "outcome", "sent");
        answersSuppressed = figures.count("postroom.automatic.answers", ANSWERS_SENTENCE, "outcome", "suppressed");
    }

    private static Count outgoing(Figures figures, String outcome) {
        return figures.count("postroom.mails.outgoing", SENT_SENTENCE, "outcome", outcome);
    }

    Count takenIn() {
        return takenIn;
    }

    Count folded() {
        return folded;
    }

    Count settled(Disposition fate) {
        return Objects.requireNonNull(settled.get(fate));
    }

    Count sent() {
        return sent;
    }

    Count failed() {
        return failed;
    }

    Count uncertain() {
        return uncertain;
    }

    void answered(Answering answering) {
        switch (answering) {
            case SENT -> answersSent.oneMore();
            case WITHHELD -> answersSuppressed.oneMore();
            case NONE -> {}
        }
    }
}
