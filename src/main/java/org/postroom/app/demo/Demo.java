package org.postroom.app.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.postroom.agent.AgentId;
import org.postroom.app.Daemon;
import org.postroom.config.Conf;
import org.postroom.config.ConfResult;
import org.postroom.config.ConfWatcher;
import org.postroom.mail.EmailAddress;
import org.postroom.schedule.Shutdown;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.template.Templates;
import org.postroom.ticket.Ticket;

/** Plays the story on a daemon with a mail server in the same process, in a data directory that goes with it. */
public final class Demo implements AutoCloseable {
    private final Path data;
    private final DemoMailServer server;
    private final Daemon daemon;
    private final Narrator narrator;
    private final DemoPost post;
    private final Conf conf;
    private final InstantSource clock;

    private Demo(Path data, DemoMailServer server, Daemon daemon, Conf conf, PrintWriter out, InstantSource clock) {
        this.data = data;
        this.server = server;
        this.daemon = daemon;
        this.conf = conf;
        this.clock = clock;
        this.narrator = new Narrator(out);
        this.post = new DemoPost(server, clock);
    }

    /** Starts mail server and daemon on the shipped conf. */
    public static Demo start(Path confDirectory, PrintWriter out, InstantSource clock) throws IOException {
        Conf shipped = DemoConf.shipped(confDirectory);
        Path data = Files.createTempDirectory("postroom-demo");
        List<EmailAddress> addresses = new ArrayList<>(DemoPeople.people());
        shipped.organisation().departments().forEach(department -> addresses.add(department.address()));
        shipped.smtpAccounts()
                .values()
                .forEach(account -> addresses.add(account.identity().address()));
        DemoMailServer server = DemoMailServer.start(addresses);
        ConfWatcher watcher = new ConfWatcher(DemoConf.playing(confDirectory, shipped, server, data));
        ConfResult loaded = watcher.load();
        if (!(loaded instanceof Conf conf)) {
            server.close();
            throw new IllegalStateException("The demo's conf has mistakes:\n" + loaded);
        }
        Templates templates = Templates.load(conf.machine().templates().directory());
        return new Demo(data, server, Daemon.start(watcher, templates, clock), conf, out, clock);
    }

    /** Plays the story. Throws DemoFailure when something does not happen as told. */
    public void play() throws InterruptedException {
        narrator.say(
                "A made-up company with " + conf.organisation().departments().size() + " departments and "
                        + conf.organisation().agents().size()
                        + " agents, its mail server and its daemon, all in this process.");
        try (Database database = Database.openBesideDaemon(conf.machine().database())) {
            DemoTickets tickets = new DemoTickets(database, new Ids(clock, Ids.MAX_NODE));
            new DemoStory(post, tickets, narrator).play();
            narrator.say("");
            narrator.say("The tickets now");
            tickets.all().forEach(ticket -> narrator.say("   " + line(ticket)));
        }
        narrator.say("");
        narrator.say("All " + narrator.checks() + " checks hold.");
    }

    private static String line(Ticket ticket) {
        return String.format(
                Locale.ROOT,
                "%-9s %-8s %-28s %s",
                ticket.number(),
                ticket.state().word(),
                ticket.customer().map(customer -> customer.label()).orElse("unknown"),
                ticket.subject());
    }

    /** Says how to write to the company oneself, and stays until the process is told to end. */
    public void stay() throws InterruptedException {
        narrator.say("");
        narrator.say("It stays up; write to it yourself, and end it with Ctrl-C.");
        narrator.say("   SMTP " + DemoMailServer.HOST + ":" + server.smtpPort() + ", no login; for example"
                + " swaks --server " + DemoMailServer.HOST + ":" + server.smtpPort() + " --from you@example.net --to "
                + DemoPeople.SUPPORT);
        narrator.say("   IMAP " + DemoMailServer.HOST + ":" + server.imapPort() + ", POP3 " + server.pop3Port()
                + ": every address is a login, its password \"" + DemoMailServer.PASSWORD + "\"; agent "
                + DemoPeople.ANNA.address() + " for one");
        narrator.say("   The page, as Anna, once: " + new DemoDoor(conf, clock).open(new AgentId("anna")));
        narrator.say("   The page, as anybody:    "
                + conf.machine().daemon().publicUrl().orElseThrow() + "login with anna,"
                + " ben, carla, david or emma and the password \"" + DemoDoor.PASSWORD + "\"");
        narrator.say("   How it does: http://" + conf.machine().web().address() + ":" + daemon.webPort() + "/health");
        Shutdown.await(this);
    }

    /** Ends daemon and mail server and removes the data directory. */
    @Override
    public void close() throws IOException {
        daemon.close();
        server.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
