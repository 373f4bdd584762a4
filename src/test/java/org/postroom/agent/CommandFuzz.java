package org.postroom.agent;

import org.postroom.fuzz.Hold;
import org.postroom.fuzz.Words;

/** Whatever an agent writes is commands, faults or text, and text without a command stays as it is. */
public final class CommandFuzz {
    private CommandFuzz() {}

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = Words.of(data);
        CommandReader.Reading reading = CommandReader.read(text);
        boolean plain = text.indexOf((char) 35) < 0;
        Hold.that(!plain || reading.commands().isEmpty() && reading.wrong().isEmpty(), "orders without a sign");
        Hold.that(reading.text().length() <= text.length(), "more text than written");
    }
}
