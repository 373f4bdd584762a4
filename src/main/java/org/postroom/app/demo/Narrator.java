package org.postroom.app.demo;

import java.io.PrintWriter;
import org.postroom.mail.NamedAddress;

/** Tells the story, mail by mail. */
final class Narrator {
    private final PrintWriter out;
    private int scenes;
    private int checks;

    Narrator(PrintWriter out) {
        this.out = out;
    }

    void scene(String title) {
        say("");
        say(++scenes + ". " + title);
    }

    void mail(NamedAddress from, String to, String subject) {
        say("   ✉  " + from.name() + " → " + to + ": " + subject);
    }

    void got(NamedAddress who, String what, String subject) {
        say("   ←  " + who.name() + " gets " + what + ": " + subject);
    }

    /** Tells what holds; throws DemoFailure when it does not. */
    void check(boolean holds, String what) {
        if (!holds) {
            throw new DemoFailure("This should hold, and does not: " + what);
        }
        checks++;
        say("   ✓  " + what);
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    int checks() {
        return checks;
    }
}
