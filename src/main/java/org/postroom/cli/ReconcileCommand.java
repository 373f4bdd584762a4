package org.postroom.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.IdSyntax;
import org.postroom.app.SystemClock;
import org.postroom.config.Conf;
import org.postroom.intake.LedgerStore;
import org.postroom.intake.ReceiptId;
import org.postroom.intake.SightingStore;
import org.postroom.mail.Scratch;
import org.postroom.mailbox.Difference;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.Reconciled;
import org.postroom.mailbox.Reconciler;
import org.postroom.mailbox.Trust;
import org.postroom.mailbox.imap.ImapConnector;
import org.postroom.mailbox.pop.PopConnector;
import org.postroom.schedule.Waiter;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what mail servers have with what Postroom holds. */
@Command(
        name = "reconcile",
        description = {
            "Compares what the mail servers have with the ledger of what Postroom holds, and names each difference.",
            "It looks into the mailboxes of these departments, or of all, and changes nothing there: no flag, no deletion. It",
            "works beside the running daemon; a POP3 mailbox that the daemon polls just then is tried again for some seconds.",
            "Amiss (exit code 1): not-fetched, still-there, back-again, other-size, gone-in-part, or a mailbox that cannot be",
            "looked into. Named, but not amiss: gone (held whole, and somebody else removed it from the server), vanished (gone",
            "before it could be fetched), folded (identical copies), too-large. Exit code 0 when nothing is amiss."
        },
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Parameters(
            paramLabel = "DEPARTMENT",
            arity = "0..*",
            description = "whose mailboxes; all that are imported by default")
    private List<String> wanted = List.of();

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description =
                    "where something is amiss, waits so long and looks again: what the daemon settles meanwhile is not"
                            + " amiss. For programs that look now and then. Default: ${DEFAULT-VALUE}",
            defaultValue = "0")
    private int grace;

    @Option(names = "--json", description = "prints one JSON object a line and mailbox")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Optional<Conf> loaded = conf.load();
        if (loaded.isEmpty()) {
            return ExitCode.CONFIG;
        }
        Map<DepartmentId, MailboxSettings> mailboxes = new LinkedHashMap<>();
        for (DepartmentId department : departments(loaded.get())) {
            Optional<MailboxSettings> mailbox = loaded.get().mailbox(department);
            if (mailbox.isEmpty()) {
                return failed("Department " + department + " imports no mailbox, or is not in conf.");
            }
            mailboxes.put(department, mailbox.get());
        }
        try (Database database =
                Database.openBesideDaemon(loaded.get().machine().database())) {
            return told(looked(database, mailboxes));
        }
    }

    private List<DepartmentId> departments(Conf conf) {
        return wanted.isEmpty()
                ? conf.mailboxes().keySet().stream()
                        .sorted(Comparator.comparing(DepartmentId::value))
                        .toList()
                : wanted.stream().map(this::department).toList();
    }

    private DepartmentId department(String id) {
        if (!IdSyntax.isValid(id)) {
            throw new ParameterException(spec.commandLine(), "\"" + id + "\" is no department's id.");
        }
        return new DepartmentId(id);
    }

    private List<Reconciled> looked(Database database, Map<DepartmentId, MailboxSettings> mailboxes)
            throws InterruptedException {
        Trust trust = new Trust();
        Reconciler reconciler = new Reconciler(
                Map.of(
                        Protocol.IMAP, new ImapConnector(trust, Scratch.none()),
                        Protocol.POP3, new PopConnector(trust, Scratch.none())),
                database,
                LedgerStore.jdbi(),
                SightingStore.jdbi(new Ids(SystemClock.get(), Ids.MAX_NODE)),
                SystemClock.get(),
                BETWEEN_TRIES);
        List<Reconciled> results = new ArrayList<>();
        for (Map.Entry<DepartmentId, MailboxSettings> mailbox : mailboxes.entrySet()) {
            results.add(reconciler.look(mailbox.getKey(), mailbox.getValue()));
        }
        if (grace > 0 && !results.stream().allMatch(Reconciled::isWell)) {
            Waiter.pause(Duration.ofSeconds(grace));
            for (int i = 0; i < results.size(); i++) {
                DepartmentId department = results.get(i).department();
                MailboxSettings mailbox = mailboxes.get(department);
                if (!results.get(i).isWell() && mailbox != null) {
                    results.set(i, reconciler.look(department, mailbox));
                }
            }
        }
        return results;
    }

    private int told(List<Reconciled> results) {
        PrintWriter out = spec.commandLine().getOut();
        results.forEach(result -> {
            if (json) {
                out.println(JsonLine.of(object(result)));
            } else {
                print(result, out);
            }
        });
        if (!json) {
            out.println(summary(results));
        }
        out.flush();
        return results.stream().allMatch(Reconciled::isWell) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void print(Reconciled result, PrintWriter out) {
        switch (result) {
            case Reconciled.NotCompared not ->
                out.println(not.department() + ": " + TicketCommand.shown(not.sentence()));
            case Reconciled.Compared compared -> {
                out.println(compared.department() + ": " + compared.mailbox() + " lists " + compared.listed()
                        + ", held as listed " + compared.held());
                compared.differences().forEach(one -> out.println("  " + line(one)));
                if (compared.nameless() > 0) {
                    out.println("  without a usable UID, so that they cannot be compared: " + compared.nameless());
                }
                if (compared.earlier() > 0) {
                    out.println("  held from before the server numbered its mails anew: " + compared.earlier());
                }
            }
        }
    }

    private static String line(Difference one) {
        return TicketCommand.shown(one.sort().word() + "  uid " + one.uid() + "  " + one.size() + " bytes"
                + one.receipt().map(receipt -> "  receipt " + receipt).orElse("") + "  " + one.sentence());
    }

    private static String summary(List<Reconciled> results) {
        List<Reconciled.Compared> compared = results.stream()
                .filter(Reconciled.Compared.class::isInstance)
                .map(Reconciled.Compared.class::cast)
                .toList();
        StringBuilder line = new StringBuilder("Mailboxes: " + results.size() + ", amiss: "
                + results.stream().filter(result -> !result.isWell()).count());
        line.append(". Mails listed: ")
                .append(compared.stream().mapToLong(Reconciled.Compared::listed).sum());
        line.append(", held as listed: ")
                .append(compared.stream().mapToLong(Reconciled.Compared::held).sum());
        for (Difference.Sort sort : Difference.Sort.values()) {
            long count = compared.stream().mapToLong(one -> one.count(sort)).sum();
            if (count > 0) {
                line.append(", ").append(sort.word()).append(": ").append(count);
            }
        }
        return line.append('.').toString();
    }

    private static Map<String, Object> object(Reconciled result) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("department", result.department());
        object.put("mailbox", result.mailbox());
        object.put("ok", result.isWell());
        switch (result) {
            case Reconciled.NotCompared not -> object.put("fault", not.sentence());
            case Reconciled.Compared compared -> {
                object.put("listed", compared.listed());
                object.put("held", compared.held());
                object.put("without_uid", compared.nameless());
                object.put("earlier_uidvalidity", compared.earlier());
                Map<String, Object> counts = new LinkedHashMap<>();
                Arrays.stream(Difference.Sort.values()).forEach(sort -> counts.put(sort.word(), compared.count(sort)));
                object.put("counts", counts);
                object.put(
                        "differences",
                        compared.differences().stream()
                                .map(ReconcileCommand::object)
                                .toList());
            }
        }
        return object;
    }

    private static Map<String, Object> object(Difference one) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("sort", one.sort().word());
        object.put("amiss", one.sort().isAmiss());
        object.put("uid", one.uid());
        object.put("size", one.size());
        object.put("receipt", one.receipt().map(ReceiptId::value));
        object.put("sentence", one.sentence());
        return object;
    }

    private int failed(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("postroom: " + sentence);
        err.flush();
        return ExitCode.FAILED;
    }
}
