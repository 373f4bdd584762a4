package org.postroom.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Command;
import org.postroom.agent.CommandReader;
import org.postroom.agent.Organisation;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;

/**
 * What an agent wrote above a forwarded mail, or in answer to what was asked about it.
 *
 * @param customer whose it is, as the agent says
 * @param rest the words and the other commands
 * @param commands the other commands alone, a line each
 * @param text the words alone
 * @param faults one sentence for each command that makes no sense
 */
record CoveringWords(Optional<NamedAddress> customer, String rest, String commands, String text, List<String> faults) {
    CoveringWords {
        faults = List.copyOf(faults);
    }

    static CoveringWords read(String text, Organisation organisation) {
        CommandReader.Reading reading = CommandReader.read(text);
        List<String> faults = new ArrayList<>(reading.wrong());
        faults.addAll(Contradictions.in(reading.commands()));
        List<NamedAddress> named = reading.commands().stream()
                .flatMap(command -> command instanceof Command.Customer(String who)
                        ? called(who, organisation, faults).stream()
                        : Stream.empty())
                .toList();
        Optional<NamedAddress> customer = named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
        return new CoveringWords(customer, rest(text), commands(text), reading.text(), faults);
    }

    /** An address, or a name and an address in angle brackets. */
    private static Optional<NamedAddress> called(String who, Organisation organisation, List<String> faults) {
        int bracket = who.indexOf('<');
        String name = bracket > 0 ? who.substring(0, bracket).replace("\"", "").strip() : "";
        Optional<EmailAddress> address = EmailAddress.parse(bracket > 0 ? who.substring(bracket) : who);
        if (address.isEmpty()) {
            faults.add("\"" + who + "\" names no customer: it is not a mail address.");
        } else if (organisation.isOwnAddress(address.get())) {
            faults.add(address.get() + " is no customer: it is an address of our own.");
            return Optional.empty();
        }
        return address.map(found -> new NamedAddress(name, found));
    }

    /** The lines above the words. */
    private static String commands(String text) {
        return rest(text.lines()
                .takeWhile(line ->
                        line.isBlank() || !CommandReader.read(line).commands().isEmpty())
                .collect(Collectors.joining("\n")));
    }

    /** Without the lines that say whose it is, which are no order about the ticket. */
    private static String rest(String text) {
        return text.lines()
                .filter(line -> !CommandReader.read(line).has(Command.Customer.class))
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
