package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.mail.Bytes;
import org.postroom.mail.Secret;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Login;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;

/** FAULTS A16 and A17: somebody reads, flags, moves and expunges mails at random while Postroom imports from the same mailbox. */
@NeedsProgram("dovecot")
class OtherClientsTest {
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 60);
    private static final long SEED = Long.getLong("faults.seed", 20_261_123);
    private static final String INBOX = "INBOX";
    private static final Pattern FLAGS =
            Pattern.compile("UID (\\d+) FLAGS \\(([^)]*)\\)|FLAGS \\(([^)]*)\\) UID (\\d+)");

    private final DovecotServer server = DovecotServer.start();
    private final List<Bytes> delivered = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private String user;
    private MailboxBench bench;

    @BeforeEach
    void open(@TempDir Path directory, TestInfo test) {
        user = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        server.user(user, DovecotServer.PASSWORD);
        bench = new MailboxBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    /** Nothing but what the other client does happens to the mailbox, and what it leaves there is held. */
    @Test
    void leavesTheMailboxToTheOtherClient() throws Exception {
        Meddler meddler = meddleWhileImporting(new AfterImport.Leave());
        Set<Bytes> there = new HashSet<>(server.mails(user, INBOX));
        assertThat(there).hasSize(delivered.size() - meddler.gone);
        assertThat(new HashSet<>(bench.pendingMails())).containsAll(there);
        assertThat(meddler.flagsOnServer()).isEqualTo(meddler.flags());
    }

    /** What the other client was faster with is its own; all else is held, once. */
    @Test
    void removesItsOwnBesideTheOtherClient() throws Exception {
        Meddler meddler = meddleWhileImporting(new AfterImport.Delete());
        assertThat(server.mails(user, INBOX)).isEmpty();
        Set<Bytes> missed = new HashSet<>(delivered);
        bench.pendingMails().forEach(missed::remove);
        server.mails(user, "Elsewhere").forEach(missed::remove);
        assertThat(missed).hasSizeLessThanOrEqualTo(meddler.expunges);
    }

    private Meddler meddleWhileImporting(AfterImport afterImport) throws Exception {
        MailboxSettings mailbox = new MailboxSettings(
                Protocol.IMAP,
                new Server(DovecotServer.HOST, server.imapPort(), Security.NONE, Optional.empty()),
                new Login(user, Secret.of(DovecotServer.PASSWORD)),
                INBOX,
                afterImport,
                MailboxBench.OFTEN);
        deliver(20);
        Meddler meddler = new Meddler();
        Thread thread = Thread.startVirtualThread(meddler::run);
        for (int round = 0; round < ROUNDS; round++) {
            deliver(3);
            bench.importOnce(mailbox);
        }
        over.set(true);
        thread.join();
        bench.importOnce(mailbox);
        List<Bytes> held = bench.pendingMails();
        System.out.printf(
                "FAULTS other client: %d mails, %d held, %d things done to them, %d of them moved or expunged, seed %d%n",
                delivered.size(), held.size(), meddler.done, meddler.gone, SEED);
        assertThat(held).doesNotHaveDuplicates();
        assertThat(bench.receipts()).isEqualTo(held.size());
        assertThat(meddler.done).isPositive();
        return meddler;
    }

    private void deliver(int count) {
        for (int i = 0; i < count; i++) {
            Bytes mail = Bytes.of("From: anna@example.org\r\nSubject: mail " + delivered.size() + "\r\n\r\nText\r\n");
            delivered.add(mail);
            server.deliver(user, mail);
        }
    }

    /** Another client of the same mailbox, and what it did. */
    private final class Meddler {
        private static final String MOVED_TO = "Elsewhere";

        private final Random random = new Random(SEED);
        private final Map<Long, Set<String>> flagged = new HashMap<>();
        private int done;
        private int expunges;
        private int gone;

        void run() {
            try (ImapTalk talk = new ImapTalk(server.imapPort(), user)) {
                talk.say("CREATE " + MOVED_TO);
                while (!over.get()) {
                    meddle(talk, 1 + random.nextInt(20 + 3 * ROUNDS));
                }
            }
        }

        private void meddle(ImapTalk talk, long uid) {
            done++;
            switch (random.nextInt(8)) {
                case 0 -> flag(talk, uid, "\\Flagged", true);
                case 1 -> flag(talk, uid, "\\Flagged", false);
                case 2, 3 -> flag(talk, uid, "\\Seen", true);
                case 4 -> flag(talk, uid, "\\Seen", false);
                case 5 -> flag(talk, uid, "\\Deleted", random.nextBoolean());
                case 6 -> leave(uid, talk.say("UID MOVE " + uid + " " + MOVED_TO), "COPYUID");
                default -> {
                    talk.say("UID STORE " + uid + " +FLAGS (\\Deleted)");
                    expunges++;
                    leave(uid, talk.say("UID EXPUNGE " + uid), "EXPUNGE\n");
                }
            }
        }

        private void flag(ImapTalk talk, long uid, String flag, boolean on) {
            String answer = talk.say("UID STORE " + uid + " " + (on ? "+" : "-") + "FLAGS (" + flag + ")");
            if (answer.contains("UID " + uid + " ")) {
                Set<String> flags = flagged.computeIfAbsent(uid, any -> new TreeSet<>());
                if (on) {
                    flags.add(flag);
                } else {
                    flags.remove(flag);
                }
            }
        }

        /** Notes that a mail is gone, where the answer says so. */
        private void leave(long uid, String answer, String sign) {
            if (answer.contains(sign)) {
                gone++;
                flagged.remove(uid);
            }
        }

        Map<Long, Set<String>> flags() {
            flagged.values().removeIf(Set::isEmpty);
            return flagged;
        }

        Map<Long, Set<String>> flagsOnServer() {
            Map<Long, Set<String>> all = new HashMap<>();
            try (ImapTalk talk = new ImapTalk(server.imapPort(), user)) {
                Matcher line = FLAGS.matcher(talk.say("UID FETCH 1:* (FLAGS)"));
                while (line.find()) {
                    String words = line.group(2) == null ? line.group(3) : line.group(2);
                    Set<String> flags = new TreeSet<>(List.of(words.split(" ")));
                    flags.removeAll(Set.of("\\Recent", ""));
                    if (!flags.isEmpty()) {
                        all.put(Long.valueOf(line.group(1) == null ? line.group(4) : line.group(1)), flags);
                    }
                }
            }
            return all;
        }
    }
}
