package org.postroom.intake;

import java.util.ArrayList;
import java.util.List;

/** The decisions about one mail, in the order they were made, one sentence each; kept on its receipt. */
public final class Trace {
    private final List<String> lines = new ArrayList<>();
    private Findings.Answering answering = Findings.Answering.NONE;

    /** Notes a decision. No bodies, passwords or tokens. */
    public void note(String decision) {
        lines.add(decision.replaceAll("[\\r\\n]+", " "));
    }

    /** Notes what became of the automatic answer. */
    void answered(Findings.Answering what, String decision) {
        answering = what;
        note(decision);
    }

    /** What became of the automatic answer. */
    Findings.Answering answering() {
        return answering;
    }

    /** All lines. */
    public String text() {
        return String.join("\n", lines);
    }
}
