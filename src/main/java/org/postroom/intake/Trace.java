package org.postroom.intake;

import java.util.ArrayList;
import java.util.List;

/** The decisions about one mail, in the order they were made, one sentence each; kept on its receipt. */
public final class Trace {
    private final List<String> lines = new ArrayList<>();

    /** Notes a decision. No bodies, passwords or tokens. */
    public void note(String decision) {
        lines.add(decision.replaceAll("[\\r\\n]+", " "));
    }

    /** All lines. */
    public String text() {
        return String.join("\n", lines);
    }
}
