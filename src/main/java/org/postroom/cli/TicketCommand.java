package org.postroom.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postroom.app.SystemClock;
import org.postroom.conversation.ViewLinkForm;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.PlannedStore;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a ticket: where it stands, what was written, what happened. */
@Command(
        name = "ticket",
        description = "Shows a ticket: where it stands, what was written, and its whole history.",
        subcommands = RevokeLinksCommand.class,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class TicketCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Parameters(paramLabel = "NUMBER", arity = "0..1", description = "such as SUP-1042")
    private String number = "";

    /** Where conf is, for the command below this one. */
    ConfOption conf() {
        return conf;
    }

    @Override
    public Integer call() {
        if (number.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Which ticket? Give its number, such as SUP-1042.");
        }
        Optional<Database> opened = conf.openDatabase();
        if (opened.isEmpty()) {
            return ExitCode.CONFIG;
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Database database = opened.get()) {
            boolean found = database.read(transaction -> print(transaction, out));
            out.flush();
            if (!found) {
                spec.commandLine().getErr().println("postroom: there is no ticket " + number + ".");
            }
            return found ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private boolean print(Transaction transaction, PrintWriter out) {
        Ids unused = new Ids(SystemClock.get(), 0);
        TicketStore tickets = TicketStore.jdbi(unused);
        Optional<Ticket> ticket = TicketNumber.parse(number).flatMap(parsed -> tickets.find(transaction, parsed));
        ticket.ifPresent(found -> {
            printHead(out, found, tickets.participants(transaction, found.id()));
            tickets.survivor(transaction, found.id())
                    .filter(into -> !into.id().equals(found.id()))
                    .ifPresent(into -> out.println("  merged into " + into.number()));
            ArticleStore.jdbi(unused).articles(transaction, found.id()).forEach(article -> print(out, article));
            PlannedStore.jdbi(unused, RawStore.jdbi(unused))
                    .ofTicket(transaction, found.id())
                    .forEach(answer -> print(out, answer));
            out.println();
            out.println("History");
            HistoryStore.jdbi(unused).history(transaction, found.id()).forEach(line -> print(out, line));
        });
        return ticket.isPresent();
    }

    private static void printHead(PrintWriter out, Ticket ticket, List<Participant> participants) {
        out.println(ticket.number() + "  " + shown(ticket.subject()));
        out.println("  state      " + ticket.state().name().toLowerCase(java.util.Locale.ROOT));
        out.println("  group      " + ticket.group());
        out.println("  assignee   " + ticket.assignee().map(Object::toString).orElse("nobody"));
        out.println(
                "  customer   " + ticket.customer().map(TicketCommand::shown).orElse("unknown"));
        participants.stream()
                .filter(participant -> participant.role() == Participant.Role.CC)
                .forEach(participant -> out.println("  takes part " + shown(participant.who())));
        out.println("  opened     " + TIME.format(ticket.times().opened()));
    }

    private static void print(PrintWriter out, Article article) {
        Article.Content content = article.content();
        out.println();
        out.println(TIME.format(article.at()) + "  "
                + content.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                + " by " + shown(content.by().actor().toString()) + " ("
                + content.visibility().name().toLowerCase(java.util.Locale.ROOT) + ")");
        ViewLinkForm.hiddenIn(content.text()).lines().forEach(line -> out.println("  | " + shown(line)));
        content.attachments()
                .forEach(file -> out.println(
                        "  + " + shown(file.name()) + " (" + file.mediaType() + ", " + file.size() + " bytes)"));
    }

    private static void print(PrintWriter out, PlannedAnswer answer) {
        out.println();
        out.println(TIME.format(answer.timing().due()) + "  answer of "
                + shown(answer.sender().agent().value())
                + (answer.state() == PlannedAnswer.State.HELD ? " is held" : " waits to leave"));
        answer.content().text().lines().forEach(line -> out.println("  | " + shown(line)));
    }

    private static void print(PrintWriter out, HistoryLine line) {
        out.println("  " + TIME.format(line.at()) + "  "
                + shown(line.by().actor().toString()) + ": " + shown(line.detail()));
    }

    private static String shown(NamedAddress who) {
        return shown(who.name().isEmpty() ? who.address().value() : who.name() + " <" + who.address() + ">");
    }

    /** Without control characters: what mails say must not command the terminal. */
    static String shown(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\t]]", "\ufffd");
    }
}
