package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.config.Conf;
import org.postroom.config.ConfLoader;
import org.postroom.mail.Secret;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.TestDatabases;
import org.postroom.web.login.Client;
import org.postroom.web.login.LinkToken;
import org.postroom.web.login.LogIn;
import org.postroom.web.login.LogInResult;
import org.postroom.web.login.LoginLive;
import org.postroom.web.login.LoginStores;
import org.postroom.web.login.PasswordHasher;
import picocli.CommandLine;

class AgentCommandTest {
    private static final Client HOME = Client.of("192.0.2.7");
    private static final String PASSWORD = "correct horse b\u00e4ttery";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InputStream input = System.in;

    @TempDir
    private Path directory;

    private Database database;
    private LogIn logIn;

    /** The daemon's side: the database is open in it while commands run beside. */
    @BeforeEach
    void openTheShippedConf() throws IOException {
        copy(Path.of("conf"), directory.resolve("conf"));
        database = TestDatabases.sqlite(directory.resolve("data"));
        Conf conf = (Conf) ConfLoader.load(directory.resolve("conf"), Map.of());
        LoginLive live = new LoginLive(conf::organisation, () -> conf.machine().login(), Optional::empty);
        InstantSource clock = InstantSource.system();
        logIn = LogIn.of(
                LoginStores.jdbi(database, new Ids(clock, 0)), live, PasswordHasher.argon2id(), () -> {}, clock);
    }

    @AfterEach
    void close() {
        System.setIn(input);
        database.close();
    }

    @Test
    void setsAPasswordFromStandardInput() {
        assertThat(runWith(PASSWORD + "\n", "password", "--stdin", "anna")).isZero();
        assertThat(out.toString()).isEqualTo("The password of anna is set. Sessions ended: 0.\n");
        assertThat(logIn.byPassword("anna", Secret.of(PASSWORD), HOME)).isInstanceOf(LogInResult.In.class);
    }

    @Test
    void saysWhyAPasswordIsRefusedWithoutShowingIt() {
        assertThat(runWith("hunter2\n", "password", "--stdin", "anna")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .isEqualTo("postroom: A password has at least 10 characters; this has 7. Nothing was changed.\n");
    }

    @Test
    void saysThatNothingCameOrThatThereIsNoTerminal() {
        assertThat(runWith("", "password", "--stdin", "anna")).isEqualTo(ExitCode.FAILED);
        assertThat(run("password", "anna")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("nothing came on standard input", "there is no terminal", "--stdin");
    }

    @Test
    void takesAPasswordAwayWithAllSessions() {
        runWith(PASSWORD, "password", "--stdin", "anna");
        LogInResult.In in = (LogInResult.In) logIn.byPassword("anna", Secret.of(PASSWORD), HOME);

        assertThat(run("password", "--remove", "anna")).isZero();
        assertThat(logIn.agentOf(in.session())).isEmpty();
        assertThat(logIn.byPassword("anna", Secret.of(PASSWORD), HOME)).isInstanceOf(LogInResult.Refused.class);
        assertThat(run("password", "--remove", "anna")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void printsALinkThatLogsInOnce() {
        assertThat(run("login-link", "anna")).isZero();
        LinkToken token = link();

        assertThat(err.toString()).contains("works once, until");
        assertThat(logIn.byLink(token, HOME)).isInstanceOf(LogInResult.In.class);
        assertThat(logIn.byLink(token, HOME)).isInstanceOf(LogInResult.Refused.class);
    }

    @Test
    void endsAllSessionsAndLinks() {
        run("login-link", "anna");
        LogInResult.In in = (LogInResult.In) logIn.byLink(link(), HOME);
        run("login-link", "anna");
        LinkToken open = link();

        assertThat(run("log-out", "anna")).isZero();
        assertThat(out.toString()).endsWith("Sessions ended: 1.\n");
        assertThat(logIn.agentOf(in.session())).isEmpty();
        assertThat(logIn.peek(open)).isEmpty();
        assertThat(run("log-out", "gone-since")).isZero();
    }

    @Test
    void listsWhoHasAPasswordAndWhoIsLoggedIn() {
        runWith(PASSWORD, "password", "--stdin", "anna");
        logIn.byPassword("anna", Secret.of(PASSWORD), HOME);
        out.getBuffer().setLength(0);

        assertThat(run("list")).isZero();
        assertThat(out.toString().lines()).hasSize(5);
        assertThat(out.toString().lines().filter(line -> line.startsWith("anna  ")))
                .singleElement()
                .asString()
                .containsPattern("password of \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  sessions 1, last used ");
        assertThat(out.toString().lines().filter(line -> line.startsWith("ben  ")))
                .singleElement()
                .asString()
                .endsWith("no password  not logged in");
    }

    @Test
    void knowsNobodyElse() {
        for (String id : new String[] {"nobody", "Anna", "../anna", ""}) {
            assertThat(run("login-link", id)).as(id).isEqualTo(ExitCode.FAILED);
            assertThat(runWith(PASSWORD, "password", "--stdin", id)).as(id).isEqualTo(ExitCode.FAILED);
        }
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsOnly("postroom: there is no such agent in conf. `postroom agent list` shows them.");
    }

    private LinkToken link() {
        Matcher link = Pattern.compile("http://127\\.0\\.0\\.1:8025/login/link/(\\S{43})\n$")
                .matcher(out.toString());
        assertThat(link.find()).isTrue();
        return LinkToken.parse(link.group(1)).orElseThrow();
    }

    private int runWith(String typed, String... arguments) {
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        return run(arguments);
    }

    private int run(String... arguments) {
        Stream<String> command =
                Stream.of("agent", "--conf", directory.resolve("conf").toString());
        return new CommandLine(new PostroomCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(command, Stream.of(arguments)).toArray(String[]::new));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
