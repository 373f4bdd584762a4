package org.postroom.intake;

import java.util.List;
import org.postroom.agent.Command;

/** Finds commands of one mail that cannot all be meant. */
final class Contradictions {
    /**
     * Commands of which only one can be meant, and what they say.
     *
     * @param what as the end of a sentence
     */
    private record Choice(String what, List<Class<? extends Command>> kinds) {}

    private static final List<Choice> CHOICES = List.of(
            new Choice(
                    "whose the ticket is", List.of(Command.Assign.class, Command.Take.class, Command.Unassign.class)),
            new Choice("where it goes", List.of(Command.Transfer.class)),
            new Choice(
                    "which state it is in", List.of(Command.Close.class, Command.Reopen.class, Command.Status.class)),
            new Choice("which product it is about", List.of(Command.About.class)),
            new Choice("whose mail was forwarded", List.of(Command.Customer.class)),
            new Choice("how urgent it is", List.of(Command.Prioritise.class)),
            new Choice("which ticket it becomes part of", List.of(Command.Merge.class)),
            new Choice("when the answer leaves", List.of(Command.Later.class)),
            new Choice("whether you are there", List.of(Command.Away.class, Command.Back.class)));

    private Contradictions() {}

    /** A sentence for each choice of which several are made. */
    static List<String> in(List<Command> commands) {
        return CHOICES.stream()
                .filter(choice -> commands.stream()
                                .filter(command -> choice.kinds().contains(command.getClass()))
                                .count()
                        > 1)
                .map(choice -> "Several commands say " + choice.what() + ". Write one of them.")
                .toList();
    }
}
