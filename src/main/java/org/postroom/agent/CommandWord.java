package org.postroom.agent;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of agents' mails: one table for reading them, for {@literal #}help, and for the documentation. */
public enum CommandWord {
    CLOSE("", "closes the ticket; an answer in the same mail is sent first"),
    NOTE("", "keeps the text of this mail among agents; nothing is sent to the customer"),
    ASSIGN("anna", "gives the ticket to an agent, by id, name or address"),
    TAKE("", "makes the ticket yours"),
    UNASSIGN("", "makes the ticket nobody's"),
    REOPEN("", "opens the closed ticket again"),
    STATUS("closed", "brings the ticket into a state: active, closed, or, for managers, locked"),
    CC("bob@example.org", "sends the answer in the same mail to these addresses too; they take part from then on"),
    FORWARD("ben", "shows the ticket to a colleague who may see it; the text of this mail stays among agents"),
    TRANSFER(
            "sales/front-line",
            "moves the ticket to another department or group; the answer in the same mail is sent before"),
    SHARE(
            "compliance read-only",
            "lets another department take part: full (may answer), restricted (may comment and forward), read-only (may"
                    + " comment); full when nothing is said"),
    UNSHARE("compliance", "ends the sharing with a department"),
    PRODUCT("printer", "says which product the ticket is about; none takes it off"),
    PRIORITY("high", "says how soon the ticket wants to be looked at: low, normal, high, urgent"),
    MERGE("SUP-1042", "makes this ticket part of another one, with all that stands on it"),
    RELATED("SUP-1042", "links the ticket with another one that you may see"),
    UNRELATED("SUP-1042", "takes the link with another ticket off"),
    LATER(
            "2026-11-25 09:00",
            "sends the answer in the same mail then, or after a span (3h), or when the department opens next (open); open"
                    + " behind a time moves it into business hours"),
    CUSTOMER(
            "carl@example.org",
            "says whose ticket is to be made of a mail that you forward, where that is not read from it"),
    AWAY("", "says that you are away: no ticket is given to you by a rule until #back"),
    BACK("", "says that you are back: tickets are given to you again"),
    HELP("", "answers with this list");

    private static final Pattern WITH_LEVEL =
            Pattern.compile("(.+?)[\\s,:]+(full|restricted|read[-_\\s]?only)", Pattern.CASE_INSENSITIVE);

    private final String example;
    private final String sentence;

    CommandWord(String example, String sentence) {
        this.example = example;
        this.sentence = sentence;
    }

    /** As an agent writes it: {@literal #}assign. */
    public String word() {
        return "#" + name().toLowerCase(Locale.ROOT);
    }

    /** With an example of what goes behind it: {@literal #}assign anna. */
    public String usage() {
        return example.isEmpty() ? word() : word() + " " + example;
    }

    /** What an agent must be allowed to do on the ticket for it; empty when nothing. */
    public Optional<TicketAction> action() {
        return switch (this) {
            case CLOSE, REOPEN, STATUS, PRODUCT, PRIORITY, RELATED, UNRELATED, CUSTOMER ->
                Optional.of(TicketAction.CHANGE);
            case CC, LATER -> Optional.of(TicketAction.ANSWER);
            case FORWARD -> Optional.of(TicketAction.FORWARD);
            case NOTE -> Optional.of(TicketAction.COMMENT);
            case ASSIGN, TAKE, UNASSIGN -> Optional.of(TicketAction.ASSIGN);
            case TRANSFER -> Optional.of(TicketAction.TRANSFER);
            case MERGE -> Optional.of(TicketAction.MERGE);
            case SHARE, UNSHARE -> Optional.of(TicketAction.SHARE);
            case AWAY, BACK, HELP -> Optional.empty();
        };
    }

    /** Those that the agent may use on a ticket in this place, in their usual order. */
    public static List<CommandWord> allowed(Policy policy, Agent agent, TicketPlace place) {
        return Arrays.stream(values())
                .filter(command -> command.action()
                        .filter(action -> !policy.allows(agent, action, place))
                        .isEmpty())
                .toList();
    }

    /** What it does, as the second half of a sentence. */
    public String sentence() {
        return sentence;
    }

    /** The command, or empty when what stands behind the word does not fit. */
    Optional<Command> with(String argument) {
        if (argument.isEmpty() != example.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (this) {
                    case CLOSE -> new Command.Close();
                    case NOTE -> new Command.Note();
                    case ASSIGN -> new Command.Assign(argument);
                    case TAKE -> new Command.Take();
                    case UNASSIGN -> new Command.Unassign();
                    case REOPEN -> new Command.Reopen();
                    case STATUS -> new Command.Status(argument);
                    case CC -> new Command.Cc(argument);
                    case FORWARD -> new Command.Forward(argument);
                    case TRANSFER -> new Command.Transfer(argument);
                    case SHARE -> share(argument);
                    case UNSHARE -> new Command.Unshare(argument);
                    case PRODUCT -> new Command.About(argument);
                    case PRIORITY -> new Command.Prioritise(argument);
                    case MERGE -> new Command.Merge(argument);
                    case RELATED -> new Command.Relate(argument);
                    case UNRELATED -> new Command.Unrelate(argument);
                    case LATER -> new Command.Later(argument);
                    case CUSTOMER -> new Command.Customer(argument);
                    case AWAY -> new Command.Away();
                    case BACK -> new Command.Back();
                    case HELP -> new Command.Help();
                });
    }

    private static Command share(String argument) {
        Matcher withLevel = WITH_LEVEL.matcher(argument);
        return withLevel.matches()
                ? new Command.Share(
                        withLevel.group(1),
                        SharingLevel.ofWord(withLevel.group(2)).orElseThrow())
                : new Command.Share(argument, SharingLevel.FULL);
    }

    /** Other words for it, as {@link #word} has them. */
    private Set<String> aliases() {
        return switch (this) {
            case PRIORITY -> Set.of("#priorität", "#prio");
            case MERGE -> Set.of("#zusammenführen", "#zusammenfuehren");
            case RELATED -> Set.of("#verwandt");
            case UNRELATED -> Set.of("#unverwandt");
            case LATER -> Set.of("#später", "#spaeter");
            case CUSTOMER -> Set.of("#kunde");
            default -> Set.of();
        };
    }

    /** The command of this word, whatever its case. */
    static Optional<CommandWord> of(String word) {
        String lower = Normalizer.normalize(word, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(candidate ->
                        candidate.word().equals(lower) || candidate.aliases().contains(lower))
                .findFirst();
    }

    /** The command whose word differs by two letters at most. */
    static Optional<CommandWord> near(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(candidate -> distance(candidate.word(), lower) <= 2)
                .findFirst();
    }

    /** Levenshtein's distance: how many letters to insert, delete or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
