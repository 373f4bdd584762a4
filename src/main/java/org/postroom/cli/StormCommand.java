package org.postroom.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final String JSON = "--json";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Command(
            name = "list",
            description =
                    "Lists the limits that hold answers back: first those that administrators are told of, then the others.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--all", description = "also storms that are over") boolean all,
            @Option(names = JSON, description = "prints one JSON object a line and storm") boolean json) {
        return with((database, storms) -> {
            PrintWriter out = spec.commandLine().getOut();
            List<Storm> listed =
                    new ArrayList<>(database.<List<Storm>>read(transaction -> storms.open(transaction, MOST)));
            if (all) {
                listed.addAll(database.<List<Storm>>read(transaction -> storms.over(transaction, MOST)));
            }
            listed.forEach(storm -> out.println(json ? JsonLine.of(object(storm)) : line(storm)));
            out.flush();
            return ExitCode.OK;
        });
    }

    @Command(
            name = "show",
            description = "Shows a storm and the answers it held back, the latest storm if there were several.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "BREAKER", description = "as list prints it") String breaker,
            @Option(names = JSON, description = "prints a JSON object of the storm, and one a line and answer")
                    boolean json) {
        return with(
                (database, storms) -> database.<Optional<Storm>>read(transaction -> storms.latest(transaction, breaker))
                        .map(storm -> print(database, storms, storm, json))
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

    private int print(Database database, StormStore storms, Storm storm, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonLine.of(object(storm)) : line(storm));
        long last = 0;
        List<WithheldAnswer> some = answers(database, storms, storm, last);
        while (!some.isEmpty()) {
            List<WithheldAnswer> shown = some;
            database.<List<String>>read(transaction -> lines(transaction, shown, json))
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

    private static List<String> lines(Transaction transaction, List<WithheldAnswer> answers, boolean json) {
        TicketStore tickets = TicketStore.jdbi(new Ids(SystemClock.get(), Ids.MAX_NODE));
        return answers.stream()
                .map(answer -> {
                    Optional<String> ticket = tickets.find(
                                    transaction, answer.wish().ticket())
                            .map(found -> found.number().toString());
                    return json ? JsonLine.of(object(answer, ticket)) : line(answer, ticket);
                })
                .toList();
    }

    private static String line(WithheldAnswer answer, Optional<String> ticket) {
        return "  " + answer.at() + "  " + answer.state().word() + "  "
                + answer.wish().department() + "  " + ticket.orElse("(deleted)") + "  to "
                + TicketCommand.shown(answer.wish().to().value());
    }

    private static Map<String, Object> object(WithheldAnswer answer, Optional<String> ticket) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("at", answer.at());
        object.put("state", answer.state().word());
        object.put("department", answer.wish().department());
        object.put("ticket", ticket);
        object.put("to", answer.wish().to());
        return object;
    }

    private static Map<String, Object> object(Storm storm) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("breaker", storm.name());
        object.put("open", storm.end().isEmpty());
        object.put("opened_at", storm.opened());
        object.put("last_at", storm.last());
        object.put("ended_at", storm.end().map(Storm.End::at));
        object.put("ended_by", storm.end().flatMap(Storm.End::by));
        object.put("held_back", storm.withheld());
        object.put("limit", storm.breaker().inWords());
        return object;
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
