package org.postroom.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Command;
import org.postroom.agent.CommandReader;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Product;
import org.postroom.agent.ProductId;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.desk.Act;
import org.postroom.desk.Words;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.ticket.Priority;
import org.postroom.ticket.TicketNumber;

/** Makes acts of an agent's mail: of its commands, in whatever order they stand, and of its text. */
final class ActReader {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");

    private final Organisation organisation;
    private final AgentMail mail;
    private final List<String> faults;

    /** Where the ticket lies once the mail is carried out. */
    private DepartmentId department;

    /** @param faults one sentence is added for each command that names nobody and nothing we know */
    ActReader(Organisation organisation, AgentMail mail, List<String> faults) {
        this.organisation = organisation;
        this.mail = mail;
        this.faults = faults;
        this.department = mail.ticket().department();
    }

    /** What is to be done, in the order in which it has to be: words from where the ticket lies, before it goes elsewhere. */
    List<Act> acts(CommandReader.Reading reading) {
        List<Act> ordered = new ArrayList<>();
        for (Command command : transfersFirst(reading.commands())) {
            act(command).ifPresent(act -> {
                ordered.add(act);
                department = act instanceof Act.Transfer(GroupId to) ? to.department() : department;
            });
        }
        return Stream.concat(ordered.stream(), written(reading).stream())
                .sorted(Comparator.comparingInt(ActReader::turn))
                .toList();
    }

    /** Where the ticket goes says who else is meant. */
    private static List<Command> transfersFirst(List<Command> commands) {
        return commands.stream()
                .sorted(Comparator.comparing(command -> !(command instanceof Command.Transfer)))
                .toList();
    }

    private static int turn(Act act) {
        return switch (act) {
            case Act.Answer _, Act.Comment _ -> 0;
            case Act.Take _ -> 1;
            case Act.Transfer _ -> 2;
            case Act.Assign _, Act.Unassign _ -> 3;
            case Act.About _,
                    Act.Prioritise _,
                    Act.Share _,
                    Act.Unshare _,
                    Act.Forward _,
                    Act.Relate _,
                    Act.Unrelate _ -> 4;
            case Act.Close _, Act.Reopen _, Act.Lock _, Act.Unlock _ -> 5;
            case Act.Merge _ -> 6;
        };
    }

    private Optional<Act> written(CommandReader.Reading reading) {
        List<NamedAddress> copies = copies(reading);
        Words words = mail.words(reading.text()).with(copies);
        boolean internal =
                mail.right() == Right.INTERNAL || reading.has(Command.Note.class) || reading.has(Command.Forward.class);
        if (!copies.isEmpty() && (internal || words.isEmpty())) {
            faults.add("#cc needs an answer to the customer in the same mail; there is none.");
        }
        if (words.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(internal ? new Act.Comment(words) : new Act.Answer(words));
    }

    private List<NamedAddress> copies(CommandReader.Reading reading) {
        List<NamedAddress> copies = new ArrayList<>();
        for (Command command : reading.commands()) {
            if (command instanceof Command.Cc(String whom)) {
                for (String word : SEPARATORS.split(whom)) {
                    EmailAddress.parse(word)
                            .map(NamedAddress::of)
                            .ifPresentOrElse(
                                    copies::add,
                                    () -> faults.add("\"" + word + "\" behind #cc is not a mail address."));
                }
            }
        }
        return copies;
    }

    private Optional<Act> state(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "active", "open" -> Optional.of(new Act.Reopen());
            case "closed" -> Optional.of(new Act.Close());
            case "locked" -> Optional.of(new Act.Lock());
            default -> {
                faults.add("There is no state \"" + word
                        + "\" to bring a ticket into; it is one of active, closed, locked."
                        + " A ticket waits by itself once the customer is answered.");
                yield Optional.empty();
            }
        };
    }

    private Optional<? extends Act> act(Command command) {
        return switch (command) {
            case Command.Take() -> Optional.of(new Act.Take());
            case Command.Close() -> Optional.of(new Act.Close());
            case Command.Reopen() -> Optional.of(new Act.Reopen());
            case Command.Status(String state) -> state(state);
            case Command.Unassign() -> Optional.of(new Act.Unassign());
            case Command.Forward(String to) -> colleagueCalled(to).map(Act.Forward::new);
            case Command.Assign(String who) -> agentCalled(who).map(Act.Assign::new);
            case Command.Transfer(String to) -> placeCalled(to).map(Act.Transfer::new);
            case Command.Share share -> departmentCalled(share.with()).map(with -> new Act.Share(with, share.level()));
            case Command.Unshare(String with) -> departmentCalled(with).map(Act.Unshare::new);
            case Command.About(String product) -> productCalled(product);
            case Command.Prioritise(String priority) -> priorityCalled(priority);
            case Command.Merge(String into) -> numberIn(into).map(Act.Merge::new);
            case Command.Relate(String other) -> numberIn(other).map(Act.Relate::new);
            case Command.Unrelate(String other) -> numberIn(other).map(Act.Unrelate::new);
            case Command.Customer _ -> {
                faults.add(
                        "#customer says whose a ticket is that is made of a mail you forward. This ticket is there already.");
                yield Optional.empty();
            }
            case Command.Note _, Command.Cc _, Command.Later _, Command.Away _, Command.Back _, Command.Help _ ->
                Optional.empty();
        };
    }

    private Optional<TicketNumber> numberIn(String text) {
        Optional<TicketNumber> number = TicketNumber.parse(text);
        if (number.isEmpty()) {
            faults.add("\"" + text + "\" is not a ticket's number. Write it as in SUP-1042.");
        }
        return number;
    }

    private Optional<AgentId> colleagueCalled(String who) {
        return called(
                who,
                organisation.agents(),
                "Nobody called \"" + who + "\" is an agent. Write an id, a name or an address.");
    }

    private Optional<AgentId> agentCalled(String who) {
        List<Agent> members = organisation.membersOf(department);
        return called(
                who,
                members,
                "Nobody called \"" + who + "\" works in department " + department + ". There are: "
                        + members.stream().map(agent -> agent.id().value()).collect(Collectors.joining(", ")) + ".");
    }

    private Optional<AgentId> called(String who, List<Agent> agents, String unknown) {
        List<AgentId> found = agents.stream()
                .filter(agent -> isCalled(agent, who))
                .map(Agent::id)
                .toList();
        if (found.size() > 1) {
            faults.add("Several agents are called \"" + who + "\". Write which one: "
                    + found.stream().map(AgentId::value).collect(Collectors.joining(" or ")) + ".");
        } else if (found.isEmpty()) {
            faults.add(unknown);
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static boolean isCalled(Agent agent, String who) {
        String name = who.startsWith("@") ? who.substring(1) : who;
        return agent.id().value().equalsIgnoreCase(name)
                || agent.name().equalsIgnoreCase(name)
                || EmailAddress.parse(name).filter(agent.addresses()::contains).isPresent();
    }

    /** A department and group, a department, whose front line it is then, or a group of the ticket's own department. */
    private Optional<GroupId> placeCalled(String place) {
        int slash = place.indexOf('/');
        if (slash > 0) {
            String group = place.substring(slash + 1).strip();
            return departmentCalled(place.substring(0, slash).strip())
                    .flatMap(organisation::department)
                    .flatMap(department -> groupCalled(department, group));
        }
        Optional<GroupId> own = organisation
                .department(mail.ticket().department())
                .flatMap(department -> department.groups().stream()
                        .map(group -> group.id())
                        .filter(group -> group.name().equalsIgnoreCase(place))
                        .findFirst());
        return own.or(
                () -> departmentCalled(place).flatMap(organisation::department).map(Department::frontLine));
    }

    private Optional<GroupId> groupCalled(Department department, String name) {
        Optional<GroupId> found = department.groups().stream()
                .map(group -> group.id())
                .filter(group -> group.name().equalsIgnoreCase(name))
                .findFirst();
        if (found.isEmpty()) {
            faults.add("Department " + department.id() + " has no group \"" + name + "\". It has: "
                    + department.groups().stream()
                            .map(group -> group.id().name())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return found;
    }

    /** A product, or none where that is what is written. */
    private Optional<Act.About> productCalled(String name) {
        if (name.equalsIgnoreCase("none")) {
            return Optional.of(new Act.About(Optional.empty()));
        }
        Optional<ProductId> found = organisation.products().stream()
                .filter(product -> product.isCalled(name))
                .map(Product::id)
                .findFirst();
        if (found.isEmpty()) {
            List<String> offered = organisation.productsOf(mail.ticket().department()).stream()
                    .map(product -> product.id().value())
                    .toList();
            faults.add("There is no product \"" + name + "\". There are: "
                    + (offered.isEmpty() ? "none" : String.join(", ", offered)) + ".");
        }
        return found.map(id -> new Act.About(Optional.of(id)));
    }

    private Optional<Act.Prioritise> priorityCalled(String word) {
        Optional<Priority> found = Priority.ofWord(word);
        if (found.isEmpty()) {
            faults.add("There is no priority \"" + word + "\"; it is one of low, normal, high, urgent.");
        }
        return found.map(Act.Prioritise::new);
    }

    private Optional<DepartmentId> departmentCalled(String name) {
        List<DepartmentId> called = departmentsCalled(name);
        if (called.size() > 1) {
            faults.add("Several departments are called \"" + name + "\". Write which one: "
                    + called.stream().map(DepartmentId::value).collect(Collectors.joining(" or ")) + ".");
            return Optional.empty();
        }
        Optional<DepartmentId> found = called.stream().findFirst();
        if (found.isEmpty()) {
            faults.add("There is no department \"" + name + "\". There are: "
                    + organisation.departments().stream()
                            .map(department -> department.id().value())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return found;
    }

    /** The department of this id; else those of this name, with their brand or without. */
    private List<DepartmentId> departmentsCalled(String name) {
        Optional<DepartmentId> exact = organisation.departments().stream()
                .map(Department::id)
                .filter(id -> id.value().equalsIgnoreCase(name))
                .findFirst();
        return exact.map(List::of)
                .orElseGet(() -> organisation.departments().stream()
                        .filter(department -> department.name().equalsIgnoreCase(name)
                                || organisation.nameOf(department).equalsIgnoreCase(name))
                        .map(Department::id)
                        .toList());
    }
}
