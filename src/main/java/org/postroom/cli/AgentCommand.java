package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.IdSyntax;
import org.postroom.app.SystemClock;
import org.postroom.config.Conf;
import org.postroom.config.Machine;
import org.postroom.mail.Secret;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.web.login.LinkToken;
import org.postroom.web.login.LoginLinks;
import org.postroom.web.login.LoginStores;
import org.postroom.web.login.PasswordHasher;
import org.postroom.web.login.Passwords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How agents get onto the page: passwords, links, and ending what they have open. */
@Command(
        name = "agent",
        description = "Agents on the page: list them, set a password, make a one-time link, log one out everywhere.",
        mixinStandardHelpOptions = true)
final class AgentCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final String ID = "the name of the agent's file in conf/agents";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    private interface Work {
        int on(Conf conf, LoginStores stores) throws IOException;
    }

    @Command(
            name = "list",
            description = "Lists the agents: who has a password, and who is logged in.",
            mixinStandardHelpOptions = true)
    int list() throws IOException {
        return with((conf, stores) -> {
            conf.organisation().agents().forEach(agent -> out().println(line(agent, conf, stores)));
            return ExitCode.OK;
        });
    }

    @Command(
            name = "password",
            description =
                    "Sets an agent's password, asked for twice without showing it. Ends all the agent's sessions.",
            mixinStandardHelpOptions = true)
    int password(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--stdin", description = "takes the password from one line of standard input, as UTF-8")
                    boolean stdin,
            @Option(names = "--remove", description = "takes the password away; the agent logs in by links alone")
                    boolean remove)
            throws IOException {
        return with((conf, stores) -> {
            Passwords passwords = Passwords.of(stores, PasswordHasher.argon2id(), SystemClock.get());
            if (remove) {
                return known(id).map(agent -> remove(passwords, agent)).orElseGet(this::nobody);
            }
            Optional<Agent> agent = known(id).flatMap(conf.organisation()::agent);
            return agent.isEmpty() ? nobody() : set(passwords, agent.get(), stdin);
        });
    }

    @Command(
            name = "login-link",
            description = "Prints a link by which an agent logs in, once, within 15 minutes.",
            mixinStandardHelpOptions = true)
    int loginLink(@Parameters(paramLabel = "ID", description = ID) String id) throws IOException {
        return with((conf, stores) -> known(id)
                .flatMap(conf.organisation()::agent)
                .map(agent -> printLink(agent, conf.machine(), stores))
                .orElseGet(this::nobody));
    }

    @Command(
            name = "log-out",
            description = "Ends all sessions and links of an agent, also of one who is not in conf any more.",
            mixinStandardHelpOptions = true)
    int logOut(@Parameters(paramLabel = "ID", description = ID) String id) throws IOException {
        return with((conf, stores) -> known(id)
                .map(agent -> {
                    int ended = stores.database().write(transaction -> {
                        stores.links().endAll(transaction, agent);
                        return stores.sessions().endAll(transaction, agent);
                    });
                    out().println("Sessions ended: " + ended + ".");
                    return ExitCode.OK;
                })
                .orElseGet(this::nobody));
    }

    private int with(Work work) throws IOException {
        Optional<Conf> loaded = conf.load();
        if (loaded.isEmpty()) {
            return ExitCode.CONFIG;
        }
        Conf good = loaded.get();
        try (Database database = Database.openBesideDaemon(good.machine().database())) {
            int code = work.on(good, LoginStores.jdbi(database, new Ids(SystemClock.get(), Ids.MAX_NODE)));
            out().flush();
            err().flush();
            return code;
        }
    }

    private static Optional<AgentId> known(String id) {
        return IdSyntax.isValid(id) ? Optional.of(new AgentId(id)) : Optional.empty();
    }

    private int set(Passwords passwords, Agent agent, boolean stdin) throws IOException {
        PasswordEntry.Entered entered = stdin ? PasswordEntry.fromInput(System.in) : PasswordEntry.fromTerminal(agent);
        return switch (entered) {
            case PasswordEntry.Entered.Nothing(String why) -> failed(why);
            case PasswordEntry.Entered.Typed(Secret secret) -> told(agent, passwords.set(agent.id(), secret));
        };
    }

    private int told(Agent agent, Passwords.Result result) {
        return switch (result) {
            case Passwords.Result.Unfit(String sentence) -> failed(sentence + " Nothing was changed.");
            case Passwords.Result.Changed(int ended) -> {
                out().println("The password of " + agent.id() + " is set. Sessions ended: " + ended + ".");
                yield ExitCode.OK;
            }
            case Passwords.Result.Wrong _, Passwords.Result.Later _ ->
                throw new IllegalStateException("Nobody asks an operator for the password until now");
        };
    }

    private int remove(Passwords passwords, AgentId agent) {
        if (!passwords.remove(agent)) {
            return failed(agent + " has no password.");
        }
        out().println("The password of " + agent + " is taken away, and all sessions are ended.");
        return ExitCode.OK;
    }

    private int printLink(Agent agent, Machine machine, LoginStores stores) {
        Optional<URI> page = machine.daemon().publicUrl().or(() -> onThisMachine(machine));
        if (page.isEmpty()) {
            return failed("nobody knows the page's address: set public-url, or another web.port than 0.");
        }
        Instant now = SystemClock.get().instant();
        LinkToken token = stores.database().write(transaction -> stores.links().create(transaction, agent.id(), now));
        out().println(token.under(page.get()));
        err().println("For " + agent.name() + " alone: it works once, until "
                + TIME.format(now.plus(LoginLinks.LIFETIME)) + ".");
        return ExitCode.OK;
    }

    private static Optional<URI> onThisMachine(Machine machine) {
        if (machine.web().port() == 0) {
            return Optional.empty();
        }
        String scheme = machine.web().tls().isPresent() ? "https" : "http";
        String address = machine.web().address();
        String host = address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
        return Optional.of(
                URI.create(scheme + "://" + host + ":" + machine.web().port() + "/"));
    }

    private static String line(Agent agent, Conf conf, LoginStores stores) {
        Instant now = SystemClock.get().instant();
        return stores.database().read(transaction -> {
            Optional<Instant> changed = stores.credentials().changed(transaction, agent.id());
            List<Instant> uses = stores.sessions()
                    .uses(transaction, agent.id(), conf.machine().login(), now);
            return agent.id() + "  " + TicketCommand.shown(agent.name()) + "  " + agent.address()
                    + (agent.admin() ? "  admin" : "") + "  "
                    + changed.map(at -> "password of " + TIME.format(at)).orElse("no password")
                    + "  "
                    + (uses.isEmpty()
                            ? "not logged in"
                            : "sessions " + uses.size() + ", last used " + TIME.format(uses.getLast()));
        });
    }

    private int nobody() {
        return failed("there is no such agent in conf. `postroom agent list` shows them.");
    }

    private int failed(String sentence) {
        err().println("postroom: " + sentence);
        return ExitCode.FAILED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
