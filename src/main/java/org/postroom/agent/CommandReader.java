package org.postroom.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the commands at the top of an agent's mail: lines that begin with {@literal #} and a letter, in any order and case,
 * blank lines between them allowed. The first other line ends them; a {@literal #} further down is text. What stands behind
 * {@literal #}note on its line is the beginning of the note.
 */
public final class CommandReader {
    private static final Pattern COMMAND = Pattern.compile("(#\\p{L}[^\\s\\u00a0]*)[\\s\\u00a0]*(.*)", Pattern.DOTALL);
    private static final int LONGEST_SHOWN = 80;

    private CommandReader() {}

    /**
     * What an agent's mail orders and says.
     *
     * @param commands those understood, in the order written, each once
     * @param wrong one sentence for each line that was not understood; if there is any, nothing of the mail may be done
     * @param understood the lines of the commands, as they are written
     * @param text the rest of the mail, without blank lines around it
     */
    public record Reading(List<Command> commands, List<String> wrong, List<String> understood, String text) {
        public Reading {
            commands = List.copyOf(commands);
            understood = List.copyOf(understood);
            wrong = List.copyOf(wrong);
        }

        /** Whether this command is among them. */
        public boolean has(Class<? extends Command> kind) {
            return commands.stream().anyMatch(kind::isInstance);
        }
    }

    /** Reads the new text of a mail, quotes already taken off. */
    public static Reading read(String newText) {
        List<Command> commands = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        List<String> understood = new ArrayList<>();
        List<String> text = new ArrayList<>();
        List<String> lines = newText.lines().toList();
        int next = 0;
        for (; next < lines.size(); next++) {
            String line = trimmed(lines.get(next));
            Matcher matcher = COMMAND.matcher(line);
            if (matcher.matches() && CommandWord.NOTE.word().equalsIgnoreCase(matcher.group(1))) {
                commands.add(new Command.Note());
                understood.add(CommandWord.NOTE.word());
                text.add(matcher.group(2));
            } else if (matcher.matches()) {
                read(matcher.group(1), matcher.group(2), wrong).ifPresent(command -> {
                    commands.add(command);
                    understood.add(shown(line));
                });
            } else if (!line.isEmpty()) {
                break;
            }
        }
        text.addAll(lines.subList(next, lines.size()));
        return new Reading(
                commands.stream().distinct().toList(),
                wrong,
                understood,
                String.join("\n", text).strip());
    }

    private static Optional<Command> read(String word, String argument, List<String> wrong) {
        Optional<CommandWord> known = CommandWord.of(word);
        if (known.isEmpty()) {
            wrong.add("\"" + shown(word) + "\" is no command"
                    + CommandWord.near(word)
                            .map(near -> "; did you mean " + near.usage() + "?")
                            .orElse("."));
            return Optional.empty();
        }
        Optional<Command> command = known.get().with(argument.strip());
        if (command.isEmpty()) {
            wrong.add("\"" + shown(word + " " + argument) + "\" is not how it is written: "
                    + known.get().usage() + " " + known.get().sentence() + ".");
        }
        return command;
    }

    private static String shown(String text) {
        String line = text.strip();
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }

    private static String trimmed(String line) {
        return line.replace('\u00a0', ' ').strip();
    }
}
