package org.postroom.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.mail.Secret;

/** Takes a password from whoever sits before the terminal, or from a program. */
final class PasswordEntry {
    private PasswordEntry() {}

    /** What was entered. */
    sealed interface Entered {
        record Typed(Secret secret) implements Entered {}

        /** Nothing that could be used, and why. */
        record Nothing(String why) implements Entered {}
    }

    /** One line, UTF-8, without its end. */
    static Entered fromInput(InputStream input) throws IOException {
        String line = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
        return line == null
                ? new Entered.Nothing("nothing came on standard input.")
                : new Entered.Typed(Secret.of(line));
    }

    /** Asked for twice, without being shown. */
    static Entered fromTerminal(Agent agent) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(terminal -> twice(terminal, agent))
                .orElseGet(
                        () -> new Entered.Nothing("there is no terminal to ask at; --stdin takes it from a program."));
    }

    private static Entered twice(Console terminal, Agent agent) {
        char[] first = terminal.readPassword("New password of %s: ", agent.name());
        char[] second = terminal.readPassword("Once more: ");
        if (first == null || second == null) {
            return new Entered.Nothing("nothing was entered.");
        }
        return Arrays.equals(first, second)
                ? new Entered.Typed(Secret.of(new String(first)))
                : new Entered.Nothing("the two were not the same. Nothing was changed.");
    }
}
