package org.postroom.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postroom.app.SystemClock;
import org.postroom.conversation.ViewLinks;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.ticket.By;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketDesk;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Way;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Ends the links by which customers see tickets on the page. */
@Command(
        name = "revoke-links",
        description = {
            "Ends the links by which customers see a ticket on the page, at once and for good.",
            "For when one got into wrong hands. Later mails to the customer carry new ones."
        },
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class RevokeLinksCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private TicketCommand above;

    @ArgGroup(multiplicity = "1")
    private final Whose whose = new Whose();

    private final InstantSource clock = SystemClock.get();
    private final Ids ids = new Ids(clock, Ids.MAX_NODE);
    private final ViewLinks links = ViewLinks.jdbi(new SecureRandom());
    private final TicketStore tickets = TicketStore.jdbi(ids);
    private final TicketDesk desk = new TicketDesk(tickets, HistoryStore.jdbi(ids), clock);

    static final class Whose {
        @Parameters(paramLabel = "NUMBER", description = "of this ticket, such as SUP-1042")
        private String number = "";

        @Option(
                names = "--address",
                paramLabel = "ADDRESS",
                description = "of all tickets, those that were sent to this mail address")
        private String address = "";
    }

    @Override
    public Integer call() {
        Optional<EmailAddress> address = address();
        Optional<Database> opened = above.conf().openDatabase();
        if (opened.isEmpty()) {
            return ExitCode.CONFIG;
        }
        try (Database database = opened.get()) {
            return database.<Optional<Integer>>write(transaction ->
                            address.map(of -> ofAddress(transaction, of)).or(() -> ofTicket(transaction)))
                    .map(this::told)
                    .orElseGet(this::unknown);
        }
    }

    private Optional<EmailAddress> address() {
        if (whose.address.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(EmailAddress.parse(whose.address)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "\"" + whose.address + "\" is not a mail address.")));
    }

    /** How many links ended; empty when there is no such ticket. */
    private Optional<Integer> ofTicket(Transaction transaction) {
        return TicketNumber.parse(whose.number)
                .flatMap(number -> tickets.find(transaction, number))
                .map(Ticket::id)
                .map(ticket -> {
                    int ended = links.revoke(transaction, ticket, clock.instant());
                    note(transaction, ticket, ended);
                    return ended;
                });
    }

    private int ofAddress(Transaction transaction, EmailAddress address) {
        Map<TicketId, Integer> ended = links.revoke(transaction, address, clock.instant());
        ended.forEach((ticket, number) -> note(transaction, ticket, number));
        return ended.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void note(Transaction transaction, TicketId ticket, int ended) {
        if (ended > 0) {
            desk.apply(transaction, ticket, new TicketEvent.LinksRevoked(By.postroom(Way.CLI), ended));
        }
    }

    private int told(int ended) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                switch (ended) {
                    case 0 -> "There was no link that worked.";
                    case 1 -> "One link works no more.";
                    default -> ended + " links work no more.";
                });
        out.flush();
        return ExitCode.OK;
    }

    private int unknown() {
        PrintWriter err = spec.commandLine().getErr();
        err.println("postroom: there is no ticket " + TicketCommand.shown(whose.number) + ".");
        err.flush();
        return ExitCode.FAILED;
    }
}
