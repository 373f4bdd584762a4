package org.postroom.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.postroom.app.SystemClock;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.storm.Storm;
import org.postroom.storm.StormStore;
import org.postroom.storm.WithheldAnswer;
import org.postroom.ticket.TicketStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Storms: which limits hold automatic answers back, and which answers. */
@Command(
        name = "storm",
        description =
                "Automatic answers that are held back since there were too many: list the limits, show what one held back.",
        mixinStandardHelpOptions = true)
final class StormCommand {
    private static final int MOST = 1000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Command(
            name = "list",
            description = "Lists the limits that hold answers back, latest first.",
            mixinStandardHelpOptions = true)
    int list(@Option(names = "--all", description = "also storms that are over") boolean all) {
        return with((database, storms) -> {
            PrintWriter out = spec.commandLine().getOut();
            database.<List<Storm>>read(transaction -> storms.open(transaction, MOST))
                    .forEach(storm -> out.println(line(storm)));
            if (all) {
                database.<List<Storm>>read(transaction -> storms.over(transaction, MOST))
                        .forEach(storm -> out.println(line(storm)));
            }
            out.flush();
            return ExitCode.OK;
        });
    }

    @Command(
            name = "show",
            description = "Shows a storm and the answers it held back, the latest storm if there were several.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "BREAKER", description = "as list prints it") String breaker) {
        return with(
                (database, storms) -> database.<Optional<Storm>>read(transaction -> storms.latest(transaction, breaker))
                        .map(storm -> print(database, storms, storm))
                        .orElseGet(() -> unknown(spec)));
    }

    private int with(BiFunction<Database, StormStore, Integer> work) {
        Optional<Database> opened = conf.openDatabase();
        if (opened.isEmpty()) {
            return ExitCode.CONFIG;
        }
        try (Database database = opened.get()) {
            return work.apply(database, StormStore.jdbi(new Ids(SystemClock.get(), Ids.MAX_NODE)));
        }
    }

    private int print(Database database, StormStore storms, Storm storm) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line(storm));
        long last = 0;
        List<WithheldAnswer> some = answers(database, storms, storm, last);
        while (!some.isEmpty()) {
            List<WithheldAnswer> shown = some;
            database.<List<String>>read(transaction -> lines(transaction, shown))
                    .forEach(out::println);
            last = some.getLast().id();
            some = answers(database, storms, storm, last);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static List<WithheldAnswer> answers(Database database, StormStore storms, Storm storm, long after) {
        return database.read(transaction -> storms.withheld(transaction, storm.id(), Optional.empty(), after, MOST));
    }

    private static List<String> lines(Transaction transaction, List<WithheldAnswer> answers) {
        TicketStore tickets = TicketStore.jdbi(new Ids(SystemClock.get(), Ids.MAX_NODE));
        return answers.stream()
                .map(answer -> "  " + answer.at() + "  " + answer.state().word() + "  "
                        + answer.wish().department() + "  "
                        + tickets.find(transaction, answer.wish().ticket())
                                .map(ticket -> ticket.number().toString())
                                .orElse("(deleted)")
                        + "  to " + TicketCommand.shown(answer.wish().to().value()))
                .toList();
    }

    static String line(Storm storm) {
        String end = storm.end()
                .map(over -> "over since " + over.at()
                        + over.by().map(by -> " by " + by).orElse(""))
                .orElse("open");
        return TicketCommand.shown(storm.name()) + "  " + end + "  since " + storm.opened() + "  last " + storm.last()
                + "  held back " + storm.withheld() + "  limit "
                + storm.breaker().inWords();
    }

    static int unknown(CommandSpec spec) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("postroom: there is no storm of that name. `postroom storm list --all` shows all there were.");
        err.flush();
        return ExitCode.FAILED;
    }
}
