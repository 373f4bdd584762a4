package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.IdSyntax;
import org.postroom.app.SystemClock;
import org.postroom.config.Conf;
import org.postroom.config.Machine;
import org.postroom.conversation.ReplyTokens;
import org.postroom.conversation.ThreadIndex;
import org.postroom.conversation.TokenKeyFile;
import org.postroom.conversation.TokenKeys;
import org.postroom.intake.Disposition;
import org.postroom.intake.LedgerEntry;
import org.postroom.intake.LedgerStore;
import org.postroom.intake.Receipt;
import org.postroom.intake.Replay;
import org.postroom.intake.Verdict;
import org.postroom.intake.Verdict.Place;
import org.postroom.mail.Bytes;
import org.postroom.mail.Secret;
import org.postroom.mail.parse.MailReader;
import org.postroom.schedule.Pool;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.StorageException;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads all kept mail again and shows what would be decided differently. */
@Command(
        name = "replay",
        description = {
            "Reads all mail that is kept again, with this program and conf, and shows what it would decide differently now: what",
            "sort of mail it is, from whom, whether it opens a ticket or belongs to which one, whether it is answered by itself. Before",
            "a new version or conf is let at the real thing, or to see what a change would have done. Nothing is written, nothing",
            "leaves; it works beside the running daemon, and may be broken off at any time. Tickets are taken as they are now, opening",
            "hours as of the mail's time; limits on automatic answers are left out. Exit code 1 when something would be decided",
            "differently."
        },
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final int PAGE = 200;
    private static final Duration MOST_CPU = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Option(names = "--since", paramLabel = "DATE", description = "only mail fetched since, such as 2026-03-01")
    private Optional<String> since = Optional.empty();

    @Option(names = "--department", paramLabel = "ID", description = "only mail of this department's mailbox")
    private Optional<String> department = Optional.empty();

    @Option(
            names = "--json",
            description = "prints one JSON object a line and mail, and one with the counts at the end")
    private boolean json;

    private final Ids ids = new Ids(SystemClock.get(), Ids.MAX_NODE);
    private final LedgerStore ledger = LedgerStore.jdbi();
    private final RawStore raws = RawStore.jdbi(ids);
    private final TicketStore tickets = TicketStore.jdbi(ids);
    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** What came of one mail; without verdicts, why there are none. */
    private record Looked(LedgerEntry entry, Optional<Verdict> then, Optional<Verdict> now, String why) {
        boolean differs() {
            return then.isPresent()
                    && now.isPresent()
                    && now.get().against(then.get()).any();
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<Instant> from = since.map(this::instant);
        Optional<DepartmentId> whose = department.map(this::department);
        Optional<Conf> loaded = conf.load();
        if (loaded.isEmpty()) {
            return ExitCode.CONFIG;
        }
        Replay replay = new Replay(present(loaded.get()), ThreadIndex.jdbi(ids), tickets);
        for (String one : List.of("mails", "otherwise", "kind", "from", "ticket", "automatic answer", "not kept")) {
            counts.put(one, 0L);
        }
        try (Database database =
                        Database.openBesideDaemon(loaded.get().machine().database());
                Pool pool = Pool.ofProcessors("reading")) {
            walk(database, pool, replay, from, whose);
        }
        return conclude();
    }

    private Replay.Present present(Conf conf) throws IOException {
        Machine machine = conf.machine();
        TokenKeys keys = keys(machine.daemon().dataDirectory());
        return new Replay.Present(
                conf.organisation(),
                List.copyOf(machine.daemon().trustedAuthenticationIds()),
                () -> new MailReader(machine.readLimits()),
                then -> new ReplyTokens(() -> keys, () -> machine.daemon().replyTokenLifetime(), then),
                conf::autoReply);
    }

    /** Those of the daemon; without any, one that fits nothing, and none is made. */
    private static TokenKeys keys(Path data) throws IOException {
        if (Files.exists(data.resolve(TokenKeyFile.NAME))) {
            return new TokenKeyFile(data, new SecureRandom()).loadOrCreate();
        }
        byte[] key = new byte[TokenKeys.BYTES];
        new SecureRandom().nextBytes(key);
        return new TokenKeys(Map.of(0, Secret.of(Base64.getEncoder().encodeToString(key))), 0);
    }

    private void walk(Database database, Pool pool, Replay replay, Optional<Instant> from, Optional<DepartmentId> whose)
            throws InterruptedException {
        long after = 0;
        List<LedgerEntry> page;
        do {
            LedgerStore.Stretch stretch = new LedgerStore.Stretch(after, from, whose, PAGE);
            page = database.read(transaction -> ledger.page(transaction, stretch));
            Function<LedgerEntry, Looked> look =
                    entry -> database.read(transaction -> look(transaction, replay, entry));
            List<LedgerEntry> settled =
                    page.stream().filter(ReplayCommand::isSettled).toList();
            pool.map(settled, look, MOST_CPU, ReplayCommand::failed).forEach(looked -> tell(database, looked));
            after = page.isEmpty() ? after : page.getLast().receipt().id().value();
        } while (page.size() == PAGE);
    }

    private static boolean isSettled(LedgerEntry entry) {
        return entry.receipt()
                .end()
                .filter(end -> end.disposition() != Disposition.DUPLICATE)
                .isPresent();
    }

    private Looked look(Transaction transaction, Replay replay, LedgerEntry entry) {
        try {
            Bytes raw = raws.get(transaction, entry.receipt().content().rawId());
            return new Looked(
                    entry,
                    Optional.of(replay.recorded(transaction, entry)),
                    Optional.of(replay.now(transaction, entry, raw)),
                    "");
        } catch (StorageException e) {
            if (!e.getClass().equals(StorageException.class)) {
                throw e;
            }
            return new Looked(
                    entry, Optional.empty(), Optional.empty(), "Its bytes are not kept any more, or damaged.");
        }
    }

    private static Looked failed(LedgerEntry entry, Throwable cause) {
        return new Looked(entry, Optional.empty(), Optional.empty(), "Reading it failed: " + cause);
    }

    private void tell(Database database, Looked looked) {
        count("mails", true);
        count("not kept", looked.now().isEmpty());
        if (looked.differs()) {
            Verdict then = looked.then().orElseThrow();
            Verdict now = looked.now().orElseThrow();
            Verdict.Differences differences = now.against(then);
            count("otherwise", true);
            count("kind", differences.kind());
            count("from", differences.from());
            count("ticket", differences.place());
            count("automatic answer", differences.answering());
            print(looked.entry().receipt(), changes(database, then, now, differences), now.why());
        }
    }

    private void count(String what, boolean is) {
        counts.merge(what, is ? 1L : 0L, Long::sum);
    }

    /** What was and what would be, by what it is about. */
    private Map<String, List<String>> changes(
            Database database, Verdict then, Verdict now, Verdict.Differences differences) {
        Map<String, List<String>> changes = new LinkedHashMap<>();
        if (differences.kind()) {
            changes.put("kind", List.of(word(then.kind()), word(now.kind())));
        }
        if (differences.from()) {
            changes.put("from", List.of(text(then.from()), text(now.from())));
        }
        if (differences.place()) {
            changes.put("ticket", List.of(place(database, then.place()), place(database, now.place())));
        }
        if (differences.answering()) {
            changes.put("automatic answer", List.of(word(then.answering()), word(now.answering())));
        }
        return changes;
    }

    private String place(Database database, Optional<Place> place) {
        return place.map(where -> switch (where) {
                    case Place.New() -> "a new ticket";
                    case Place.Aside() -> "set aside";
                    case Place.On(TicketId ticket) ->
                        database.<Optional<String>>read(transaction -> tickets.find(transaction, ticket)
                                        .map(found -> found.number().toString()))
                                .orElse("a ticket that is gone");
                })
                .orElse("");
    }

    private static String word(Optional<? extends Enum<?>> value) {
        return value.map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse("");
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private void print(Receipt receipt, Map<String, List<String>> changes, List<String> why) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("receipt", receipt.id().value());
            object.put("received_at", receipt.receivedAt());
            object.put("department", receipt.origin().department());
            changes.forEach((what, both) -> {
                Map<String, Object> change = new LinkedHashMap<>();
                change.put("then", both.getFirst());
                change.put("now", both.getLast());
                object.put(what.replace(' ', '_'), change);
            });
            object.put("why", why);
            out.println(JsonLine.of(object));
        } else {
            out.println("receipt " + receipt.id() + "  " + receipt.receivedAt() + "  "
                    + receipt.origin().department());
            changes.forEach((what, both) ->
                    out.println(TicketCommand.shown("  " + what + ": " + both.getFirst() + " -> " + both.getLast())));
            why.forEach(line -> out.println(TicketCommand.shown("    " + line)));
        }
        out.flush();
    }

    private int conclude() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            counts.forEach((what, number) -> object.put(what.replace(' ', '_'), number));
            out.println(JsonLine.of(object));
        } else {
            out.println("Mails read again: " + counts.get("mails") + ", decided otherwise: " + counts.get("otherwise")
                    + " (kind " + counts.get("kind") + ", from " + counts.get("from") + ", ticket "
                    + counts.get("ticket") + ", automatic answer " + counts.get("automatic answer")
                    + "), bytes not kept any more: " + counts.get("not kept") + ".");
        }
        out.flush();
        return counts.getOrDefault("otherwise", 0L) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private Instant instant(String text) {
        try {
            return text.length() > "2026-03-01".length()
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec.commandLine(), "\"" + text + "\" is no date such as 2026-03-01 or 2026-03-01T09:00:00Z.");
        }
    }

    private DepartmentId department(String id) {
        if (!IdSyntax.isValid(id)) {
            throw new ParameterException(spec.commandLine(), "\"" + id + "\" is no department's id.");
        }
        return new DepartmentId(id);
    }
}
