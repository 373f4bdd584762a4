package org.postroom.web.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.postroom.agent.TicketAction;

/** Something that is done to several tickets at once; what exactly, {@link SeveralForm} reads. */
enum SeveralAct {
    ANSWER(TicketAction.ANSWER),
    COMMENT(TicketAction.COMMENT),
    ASSIGN(TicketAction.ASSIGN),
    TRANSFER(TicketAction.TRANSFER),
    CLOSE(TicketAction.CHANGE);

    private final TicketAction action;

    SeveralAct(TicketAction action) {
        this.action = action;
    }

    /** As it stands in forms and texts. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What one must be allowed to do for it. */
    TicketAction action() {
        return action;
    }

    /** Whether somebody writes something for it. */
    boolean hasWords() {
        return this == ANSWER || this == COMMENT;
    }

    static Optional<SeveralAct> ofWord(String word) {
        return Arrays.stream(values()).filter(act -> act.word().equals(word)).findFirst();
    }
}
