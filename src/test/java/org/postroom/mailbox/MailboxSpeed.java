package org.postroom.mailbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.postroom.mail.Bytes;
import org.postroom.mailbox.MailboxSession.Listed;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.testing.DovecotServer;

/**
 * Measures, on a Dovecot beside it, how fast mails come from a mailbox: fetched and forgotten by this program and by Angus
 * Mail, and imported into the spool on SQLite. Each figure is a median of three, in mails per second of
 * one mailbox, and in processor time of this program.
 *
 * <p>Run it with {@code java -cp target/test-classes:target/classes:… org.postroom.mailbox.MailboxSpeed [mails]}.
 */
final class MailboxSpeed {
    private static final long SEED = 20260302;
    private static final int ROUNDS = 3;
    private static final int BATCH = 100;
    private static final AfterImport LEAVE = new AfterImport.Leave();
    private static final AfterImport DELETE = new AfterImport.Delete();

    private final DovecotServer server;
    private final List<Bytes> mails;

    private MailboxSpeed(DovecotServer server, List<Bytes> mails) {
        this.server = server;
        this.mails = mails;
    }

    public static void main(String... arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3_000;
        try (DovecotServer server = DovecotServer.start()) {
            List<Bytes> mails = mails(count);
            long bytes = mails.stream().mapToLong(Bytes::size).sum();
            System.out.printf("%d mails, %d KB on average, seed %d%n", count, bytes / count / 1024, SEED);
            new MailboxSpeed(server, mails).measure();
        }
    }

    private void measure() throws Exception {
        deliver();
        print("IMAP, fetched and forgotten, Angus FetchProfileItem.MESSAGE", this::angusImap);
        print("IMAP, fetched and forgotten, Postroom", () -> fetchAll(Protocol.IMAP));
        print("POP3, fetched and forgotten, Angus one by one", this::angusPop);
        print("POP3, fetched and forgotten, Postroom pipelined", () -> fetchAll(Protocol.POP3));
        print("IMAP into the spool, left on the server", () -> imported(Protocol.IMAP, LEAVE));
        print("POP3 into the spool, left on the server", () -> imported(Protocol.POP3, LEAVE));
        print("IMAP into the spool and deleted", () -> imported(Protocol.IMAP, DELETE));
        print("POP3 into the spool and deleted", () -> imported(Protocol.POP3, DELETE));
    }

    /** Takes the nanoseconds of one run. */
    @FunctionalInterface
    private interface Run {
        long nanos() throws Exception;
    }

    private void print(String what, Run run) throws Exception {
        long[] nanos = new long[ROUNDS];
        long[] used = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            if (server.mails(MailboxBench.USER, "INBOX").isEmpty()) {
                deliver();
            }
            long before = cpu();
            nanos[i] = run.nanos();
            used[i] = cpu() - before;
        }
        Arrays.sort(nanos);
        Arrays.sort(used);
        System.out.printf(
                "%-62s %,7d mails/s %5d µs CPU a mail%n",
                what, mails.size() * 1_000_000_000L / nanos[ROUNDS / 2], used[ROUNDS / 2] / 1_000 / mails.size());
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void deliver() throws MailboxException {
        mails.forEach(mail -> server.deliver(MailboxBench.USER, mail));
        // Dovecot indexes new mails at the first opening, whoever opens first
        try (MailboxSession session = session(Protocol.IMAP)) {
            session.listNew();
        }
    }

    private long fetchAll(Protocol protocol) throws MailboxException {
        long before = System.nanoTime();
        int fetched = 0;
        try (MailboxSession session = session(protocol)) {
            List<Listed> listed = session.listNew();
            for (int from = 0; from < listed.size(); from += BATCH) {
                List<Listed> batch = listed.subList(from, Math.min(from + BATCH, listed.size()));
                fetched += session.fetch(batch, 50L << 20).size();
            }
        }
        return since(before, fetched);
    }

    private long imported(Protocol protocol, AfterImport afterImport) throws MailboxException, IOException {
        Path directory = Files.createTempDirectory("postroom-speed");
        try (MailboxBench bench = new MailboxBench(directory)) {
            long before = System.nanoTime();
            bench.importOnce(MailboxBench.plain(protocol, port(protocol), afterImport));
            long nanos = System.nanoTime() - before;
            check(bench.pending().size());
            return nanos;
        }
    }

    private long angusImap() throws MessagingException, IOException {
        long before = System.nanoTime();
        int fetched = 0;
        try (Store store = angus("imap", server.imapPort());
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_ONLY);
            Message[] all = inbox.getMessages();
            FetchProfile whole = new FetchProfile();
            whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
            for (int from = 0; from < all.length; from += BATCH) {
                Message[] batch = Arrays.copyOfRange(all, from, Math.min(from + BATCH, all.length));
                inbox.fetch(batch, whole);
                fetched += written(batch);
            }
        }
        return since(before, fetched);
    }

    private long angusPop() throws MessagingException, IOException {
        long before = System.nanoTime();
        try (Store store = angus("pop3", server.pop3Port());
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_ONLY);
            return since(before, written(inbox.getMessages()));
        }
    }

    private static Store angus(String protocol, int port) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.peek", "true");
        Store store = Session.getInstance(properties).getStore(protocol);
        store.connect(DovecotServer.HOST, port, MailboxBench.USER, MailboxBench.PASSWORD);
        return store;
    }

    private static int written(Message[] batch) throws MessagingException, IOException {
        for (Message message : batch) {
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            message.writeTo(raw);
        }
        return batch.length;
    }

    private MailboxSession session(Protocol protocol) throws MailboxException {
        MailboxConnector connector = protocol == Protocol.IMAP
                ? new org.postroom.mailbox.imap.ImapConnector(new Trust(), org.postroom.mail.Scratch.none())
                : new org.postroom.mailbox.pop.PopConnector(new Trust(), org.postroom.mail.Scratch.none());
        return connector.open(MailboxBench.plain(protocol, port(protocol), LEAVE));
    }

    private int port(Protocol protocol) {
        return protocol == Protocol.IMAP ? server.imapPort() : server.pop3Port();
    }

    private long since(long before, int fetched) {
        long nanos = System.nanoTime() - before;
        check(fetched);
        return nanos;
    }

    private void check(int fetched) {
        if (fetched != mails.size()) {
            throw new IllegalStateException(fetched + " of " + mails.size() + " mails came");
        }
    }

    /** 60 % plain text of 1 to 4 KB, 25 % HTML of 10 to 40 KB, 15 % with an attachment of 50 to 300 KB. */
    private static List<Bytes> mails(int count) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<Bytes> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(100);
            int size = kind < 60 ? random.nextInt(1_000, 4_000) : random.nextInt(10_000, 40_000);
            String head = "From: c" + i + "@example.com\r\nTo: support@example.org\r\nSubject: mail " + i
                    + "\r\nMessage-ID: <" + i + "." + random.nextLong() + "@example.com>\r\n\r\n";
            String body = kind < 85 ? words(random, size) : attachment(random, random.nextInt(37_000, 220_000));
            mails.add(Bytes.wrap((head + body).getBytes(US_ASCII)));
        }
        return mails;
    }

    private static String words(RandomGenerator random, int size) {
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append(Integer.toString(random.nextInt(5_000), 36)).append(random.nextInt(12) == 0 ? "\r\n" : " ");
        }
        return text.append("\r\n").toString();
    }

    private static String attachment(RandomGenerator random, int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return Base64.getMimeEncoder().encodeToString(content) + "\r\n";
    }
}
