package org.postroom.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.config.Conf;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.storage.Database;
import org.postroom.ticket.TicketLists;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The departments (SPEC A7). */
@Command(
        name = "department",
        description = "Departments: list them, begin one as a copy of another, give one up.",
        subcommands = {CloneCommand.class, RetireCommand.class},
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class DepartmentCommand {
    private static final List<String> HEAD =
            List.of("ID", "NAME", "ADDRESS", "BRAND", "MAILBOX", "AGENTS", "ACTIVE TICKETS");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    /** Where conf is, for the commands below this one. */
    ConfOption conf() {
        return conf;
    }

    @Command(
            name = "list",
            description = {
                "Lists the departments: the mailbox that is imported (or -), agents, active tickets.",
                "How the mailboxes do only the running daemon knows: see the page, or /health."
            },
            mixinStandardHelpOptions = true)
    int list() {
        Optional<Conf> loaded = conf.load();
        if (loaded.isEmpty()) {
            return ExitCode.CONFIG;
        }
        Conf good = loaded.get();
        try (Database database = Database.openBesideDaemon(good.machine().database())) {
            Map<DepartmentId, Integer> active = database.read(TicketLists.jdbi()::activePerDepartment);
            List<List<String>> lines = new ArrayList<>(List.of(HEAD));
            good.organisation()
                    .departments()
                    .forEach(department -> lines.add(line(good, department, active.getOrDefault(department.id(), 0))));
            Columns.print(spec.commandLine().getOut(), lines);
        }
        return ExitCode.OK;
    }

    private static List<String> line(Conf conf, Department department, int active) {
        return List.of(
                department.id().value(),
                department.name() + (department.enabled() ? "" : " (switched off)"),
                department.address().value(),
                department.brand().value(),
                conf.mailbox(department.id()).map(MailboxSettings::key).orElse("-"),
                String.valueOf(conf.organisation().membersOf(department.id()).size()),
                String.valueOf(active));
    }
}
