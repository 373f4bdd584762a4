package org.postroom.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.postroom.app.SystemClock;
import org.postroom.config.Conf;
import org.postroom.desk.ArticleFiles;
import org.postroom.intake.StoreAudit;
import org.postroom.mail.parse.MailReader;
import org.postroom.schedule.Pool;
import org.postroom.schedule.Wary;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawAudit;
import org.postroom.storage.RawStore;
import org.postroom.storage.StorageException;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.ArticleStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves that what is kept is what was put in. */
@Command(
        name = "verify",
        description = {
            "Walks all that is kept and proves it: the database's own integrity check, each raw mail against its SHA-256, each",
            "file of each article against its own, and that what rows name is there. Names each damage; exit code 1 when there is",
            "any. It repairs nothing and writes nothing, and works beside the running daemon, in small reading transactions.",
            "What a receipt or raw mail was, `postroom explain` tells; damaged ones are in your backups."
        },
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private static final int PAGE = 200;
    private static final Duration MOST_CPU = Duration.ofMinutes(1);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Option(
            names = "--json",
            description = "prints one JSON object a line and damage, and one with the counts at the end")
    private boolean json;

    @Option(names = "--quick", description = "leaves out the files of articles, for which every mail is read")
    private boolean quick;

    private final Ids ids = new Ids(SystemClock.get(), Ids.MAX_NODE);
    private final RawStore raws = RawStore.jdbi(ids);
    private final RawAudit rawAudit = RawAudit.jdbi();
    private final StoreAudit storeAudit = StoreAudit.jdbi();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long damages;

    @Override
    public Integer call() throws InterruptedException {
        Optional<Conf> loaded = conf.load();
        if (loaded.isEmpty()) {
            return ExitCode.CONFIG;
        }
        try (Database database =
                        Database.openBesideDaemon(loaded.get().machine().database());
                Pool pool = Pool.ofProcessors("verifying");
                Pool reading = Pool.ofProcessors("reading")) {
            integrity(database);
            rawMails(database, pool);
            references(database);
            if (!quick) {
                files(
                        database,
                        pool,
                        new ArticleFiles(
                                raws,
                                () -> new MailReader(loaded.get().machine().readLimits()),
                                new Wary(reading, MOST_CPU)));
            }
        }
        conclude();
        return damages == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void integrity(Database database) {
        try {
            database.<List<String>>read(rawAudit::integrity).forEach(fault -> damage("database", fault));
        } catch (StorageException e) {
            damage("database", String.valueOf(e.getMessage()));
        }
    }

    private void rawMails(Database database, Pool pool) throws InterruptedException {
        database.<List<Long>>read(rawAudit::strayChunks)
                .forEach(id -> damage("raw mail " + id, "Its pieces are there, and it is not."));
        long after = 0;
        List<RawAudit.Entry> page;
        do {
            long from = after;
            page = database.read(transaction -> rawAudit.page(transaction, from, PAGE));
            List<Optional<String>> faults =
                    pool.map(page, entry -> faultOf(database, entry), MOST_CPU, VerifyCommand::failed);
            for (int i = 0; i < page.size(); i++) {
                String name = "raw mail " + page.get(i).id();
                faults.get(i).ifPresent(fault -> damage(name, fault));
            }
            count("raw mails", page.size());
            count("bytes", page.stream().mapToLong(RawAudit.Entry::size).sum());
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == PAGE);
    }

    private Optional<String> faultOf(Database database, RawAudit.Entry entry) {
        if (entry.emptied()) {
            return entry.chunks() == 0
                    ? Optional.empty()
                    : Optional.of("Its bytes were to be removed, and some are there.");
        }
        return database.read(transaction -> {
            try {
                raws.copyTo(transaction, entry.id(), OutputStream.nullOutputStream());
                return Optional.<String>empty();
            } catch (StorageException e) {
                return Optional.of(e.getMessage() + ".");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void references(Database database) {
        database.<List<StoreAudit.Fault>>read(storeAudit::faults)
                .forEach(fault -> damage(fault.what(), fault.sentence()));
        count("unused raw mails", database.<Long>read(storeAudit::unused));
    }

    private void files(Database database, Pool pool, ArticleFiles files) throws InterruptedException {
        ArticleStore articles = ArticleStore.jdbi(ids);
        long after = 0;
        List<ArticleId> page;
        do {
            long from = after;
            page = database.read(transaction -> storeAudit.articlesWithFiles(transaction, from, PAGE));
            Function<ArticleId, Optional<String>> look = id -> database.read(transaction ->
                    articles.find(transaction, id).flatMap(article -> faultOf(transaction, article, files)));
            List<Optional<String>> faults = pool.map(page, look, MOST_CPU, VerifyCommand::failed);
            for (int i = 0; i < page.size(); i++) {
                String name = "article " + page.get(i);
                faults.get(i).ifPresent(fault -> damage(name, fault));
            }
            count("articles with files", page.size());
            after = page.isEmpty() ? after : page.getLast().value();
        } while (page.size() == PAGE);
    }

    /** A raw mail that is damaged, or was removed on purpose, was told of already. */
    private static Optional<String> faultOf(Transaction transaction, Article article, ArticleFiles files) {
        try {
            List<String> lost = IntStream.range(
                            0, article.content().attachments().size())
                    .filter(place -> files.file(transaction, article, place).isEmpty())
                    .mapToObj(
                            place -> article.content().attachments().get(place).name())
                    .toList();
            return lost.isEmpty()
                    ? Optional.empty()
                    : Optional.of("Files that are not in its raw mail any more: " + String.join(", ", lost) + ".");
        } catch (StorageException e) {
            return Optional.empty();
        }
    }

    private static <I> Optional<String> failed(I input, Throwable cause) {
        return Optional.of("It could not be read: " + Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
    }

    private void count(String what, long number) {
        counts.merge(what, number, Long::sum);
    }

    private void damage(String what, String sentence) {
        damages++;
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("what", what);
            object.put("damage", sentence);
            out.println(JsonLine.of(object));
        } else {
            out.println(TicketCommand.shown(what + ": " + sentence));
        }
        out.flush();
    }

    private void conclude() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>(counts);
            object.put("damages", damages);
            object.put("ok", damages == 0);
            out.println(JsonLine.of(object));
        } else {
            List<String> words = new ArrayList<>();
            counts.forEach((what, number) -> words.add(what + " " + number));
            out.println((damages == 0 ? "All is well: " : "Damages: " + damages + ". Looked at: ")
                    + String.join(", ", words) + ".");
        }
        out.flush();
    }
}
