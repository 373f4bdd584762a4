package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.IdSyntax;
import org.postroom.agent.Organisation;
import org.postroom.app.SystemClock;
import org.postroom.config.Conf;
import org.postroom.conversation.ViewLinks;
import org.postroom.desk.DeskStores;
import org.postroom.desk.Retirement;
import org.postroom.intake.TicketRemoval;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.TicketDesk;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketLists;
import org.postroom.ticket.TicketStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Gives up a department: says what becomes of its tickets, and does it (SPEC A8). */
@Command(
        name = "retire",
        description = {
            "Gives up a department: hands its tickets to another one (--to), or deletes them (--delete). Switch it off first",
            "(enabled = off). The department may be one that conf names no more, such as one that was renamed.",
            "With --export, all of them are written into a folder first: tickets, articles and history as lines of JSON,",
            "mails as they are; alone, it changes nothing. Without any of these it says how many tickets there are and ends",
            "with 64.",
            "With --to, every ticket keeps its number, state and times, becomes nobody's, and notes the move in its history;",
            "nobody is told by mail.",
            "With --delete, which wants --export, tickets and mails are gone for good once they stand in the folder. What",
            "changed since, or still has mail to send, is left and named; run it again. That a mail came in stays known, with",
            "its length and SHA-256, so that it is not taken in again. Numbers are not given again.",
            "It works beside a running daemon, and goes on where it was broken off."
        },
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class RetireCommand implements Callable<Integer> {
    private static final int BATCH = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private DepartmentCommand departments;

    @Parameters(paramLabel = "ID", description = "the department")
    private String id = "";

    @Option(
            names = "--to",
            paramLabel = "DEPARTMENT[/GROUP]",
            description = "who gets the tickets; the front line group, where none is named")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--export",
            paramLabel = "FOLDER",
            description = "a new folder; it has its name only once it is complete, on the disk and proven readable")
    private Optional<Path> export = Optional.empty();

    @Option(names = "--delete", description = "deletes the tickets that --export has written down")
    private boolean delete;

    @Option(names = "--yes", description = "deletes without asking")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        Optional<Conf> loaded = departments.conf().load();
        if (loaded.isEmpty()) {
            return ExitCode.CONFIG;
        }
        Conf good = loaded.get();
        if (!IdSyntax.isValid(id)) {
            return failed("\"" + id + "\" is no department's id.", ExitCode.USAGE);
        }
        DepartmentId department = new DepartmentId(id);
        try (Database database = Database.openBesideDaemon(good.machine().database())) {
            int code = retire(good.organisation(), database, department);
            out().flush();
            return code;
        }
    }

    private int retire(Organisation organisation, Database database, DepartmentId department) throws IOException {
        long tickets = database.<Long>read(transaction ->
                TicketLists.jdbi().beside(transaction, others(organisation, department)).entrySet().stream()
                        .filter(counted -> counted.getKey().equals(department))
                        .mapToLong(counted -> counted.getValue())
                        .sum());
        boolean known = organisation.department(department).isPresent();
        if (!known && tickets == 0) {
            return failed("there is no department " + department + ", and no ticket of it.", ExitCode.FAILED);
        }
        Optional<Integer> end = refused(organisation, department, tickets);
        if (end.isPresent()) {
            return end.get();
        }
        Optional<GroupId> target = to.flatMap(wanted -> target(organisation, department, wanted));
        if (to.isPresent() && target.isEmpty()) {
            return ExitCode.USAGE;
        }
        List<DepartmentExport.Written> written =
                export.isPresent() ? export(database, department, export.get()) : List.of();
        if (delete) {
            return deleted(database, department, written);
        }
        return target.map(group -> handOver(organisation, database, department, group))
                .orElse(ExitCode.OK);
    }

    /** Why nothing is begun; empty when all is well. */
    private Optional<Integer> refused(Organisation organisation, DepartmentId department, long tickets) {
        if (to.isEmpty() && export.isEmpty() && !delete) {
            return Optional.of(asked(department, tickets));
        }
        if (delete && to.isPresent()) {
            return Optional.of(failed("either --to or --delete, not both", ExitCode.USAGE));
        }
        if (delete && export.isEmpty()) {
            return Optional.of(failed(
                    "--delete wants --export FOLDER beside it: tickets are written down before they are deleted.",
                    ExitCode.USAGE));
        }
        boolean on =
                organisation.department(department).filter(Department::enabled).isPresent();
        if (on && (to.isPresent() || delete)) {
            return Optional.of(failed(
                    "department " + department + " is on and would get new tickets. Set enabled = off in departments/"
                            + department + ".properties; then retire it.",
                    ExitCode.FAILED));
        }
        if (delete && !yes) {
            out().println("Department " + department + " has " + tickets(tickets) + ". Nothing was changed.");
            return Optional.of(
                    failed("deleting cannot be taken back; say --yes beside --delete to do it.", ExitCode.USAGE));
        }
        return Optional.empty();
    }

    private static Set<DepartmentId> others(Organisation organisation, DepartmentId department) {
        return organisation.departments().stream()
                .map(Department::id)
                .filter(other -> !other.equals(department))
                .collect(Collectors.toSet());
    }

    private int asked(DepartmentId department, long tickets) {
        out().println("Department " + department + " has " + tickets(tickets) + ". Nothing was changed.");
        return failed(
                "say who gets them: postroom department retire " + department + " --to DEPARTMENT or DEPARTMENT/GROUP;"
                        + " --export FOLDER writes them down; --export FOLDER --delete deletes them then",
                ExitCode.USAGE);
    }

    /** Where the tickets go; without it, the reason has been printed. */
    private Optional<GroupId> target(Organisation organisation, DepartmentId from, String wanted) {
        String name = wanted.contains("/") ? wanted.substring(0, wanted.indexOf('/')) : wanted;
        Optional<Department> department = organisation.departments().stream()
                .filter(one -> one.id().value().equals(name))
                .filter(one -> one.enabled() && !one.id().equals(from))
                .findFirst();
        Optional<GroupId> group = department.flatMap(one -> wanted.contains("/")
                ? one.group(wanted.substring(wanted.indexOf('/') + 1))
                : Optional.of(one.frontLine()));
        if (group.isEmpty()) {
            List<String> groups = organisation.departments().stream()
                    .filter(one -> one.enabled() && !one.id().equals(from))
                    .flatMap(one -> one.groups().stream())
                    .map(one -> one.id().toString())
                    .toList();
            failed("\"" + wanted + "\" takes no tickets. There are: " + String.join(", ", groups) + ".", 0);
        }
        return group;
    }

    private List<DepartmentExport.Written> export(Database database, DepartmentId department, Path folder)
            throws IOException {
        List<DepartmentExport.Written> written = new DepartmentExport(
                        database, new Ids(SystemClock.get(), Ids.MAX_NODE))
                .write(department, folder.toAbsolutePath().normalize());
        out().println("Exported " + tickets(written.size()) + " of department " + department + " to " + folder
                + ". sha256sum -c SHA256SUMS there proves it again.");
        out().flush();
        return written;
    }

    private int deleted(Database database, DepartmentId department, List<DepartmentExport.Written> written) {
        InstantSource clock = SystemClock.get();
        TicketRemoval removal = TicketRemoval.jdbi(
                DeskStores.jdbi(new Ids(clock, Ids.MAX_NODE), clock, _ -> {}), ViewLinks.jdbi(new SecureRandom()));
        List<String> left = new ArrayList<>();
        for (DepartmentExport.Written one : written) {
            TicketRemoval.Outcome outcome =
                    database.write(transaction -> removal.remove(transaction, one.ticket(), one.lines()));
            switch (outcome) {
                case REMOVED, GONE -> {}
                case CHANGED -> left.add(one.ticket().number() + " changed since it was written down");
                case BUSY -> left.add(one.ticket().number() + " has mail to send, or that waits for its agent's word");
            }
        }
        out().println("Deleted " + tickets(written.size() - left.size()) + " of department " + department + ".");
        left.forEach(sentence -> failed(sentence + "; it was left.", 0));
        return left.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private int handOver(Organisation organisation, Database database, DepartmentId from, GroupId target) {
        InstantSource clock = SystemClock.get();
        Ids ids = new Ids(clock, Ids.MAX_NODE);
        TicketStore tickets = TicketStore.jdbi(ids);
        TicketDesk desk = new TicketDesk(tickets, HistoryStore.jdbi(ids), clock);
        Retirement retirement = new Retirement(organisation, TicketLists.jdbi(), tickets, desk);
        long handedOver = 0;
        Optional<TicketId> last = Optional.empty();
        while (true) {
            Optional<TicketId> after = last;
            List<TicketId> done =
                    database.write(transaction -> retirement.handOver(transaction, from, target, after, BATCH));
            if (done.isEmpty()) {
                break;
            }
            handedOver += done.size();
            last = Optional.of(done.getLast());
        }
        out().println("Handed over " + tickets(handedOver) + " of department " + from + " to " + target + ".");
        out().println(
                        organisation.department(from).isPresent()
                                ? "Its conf file is left as it is. Delete departments/" + from
                                        + ".properties once no agent and no product names it; `postroom check` says who does."
                                : "Conf names the department no more, so that there is nothing else to do.");
        return ExitCode.OK;
    }

    private static String tickets(long number) {
        return number == 1 ? "1 ticket" : number + " tickets";
    }

    private int failed(String sentence, int code) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("postroom: " + TicketCommand.shown(sentence));
        err.flush();
        return code;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
