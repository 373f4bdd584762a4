package org.postroom.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postroom.app.SystemClock;
import org.postroom.autoreply.SendBudget;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storm.StormRelease;
import org.postroom.storm.StormRelease.Choice;
import org.postroom.storm.StormRelease.Released;
import org.postroom.storm.StormStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a storm. */
@Command(
        name = "release",
        description = {
            "Ends a storm: automatic answers under its limit are sent again from now on.",
            "What it held back is dropped, or sent with --send: each address gets no more than its limit, an answer that an"
                    + " agent has given meanwhile is not sent, and what finds no room under another limit waits for it."
        },
        mixinStandardHelpOptions = true)
final class ReleaseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Parameters(paramLabel = "BREAKER", description = "as postroom storm list prints it, such as domain:example.org")
    private String breaker = "";

    @Option(names = "--send", description = "send what was held back")
    private boolean send;

    @Override
    public Integer call() {
        Optional<Database> opened = conf.openDatabase();
        if (opened.isEmpty()) {
            return ExitCode.CONFIG;
        }
        try (Database database = opened.get()) {
            StormStore storms = StormStore.jdbi(new Ids(SystemClock.get(), Ids.MAX_NODE));
            StormRelease release = new StormRelease(storms, SendBudget.jdbi(), SystemClock.get());
            Choice choice = send ? Choice.SEND : Choice.DROP;
            return database.<Optional<Released>>write(transaction -> storms.latest(transaction, breaker)
                            .map(storm -> release.release(transaction, storm, choice, Optional.empty())))
                    .map(this::told)
                    .orElseGet(() -> StormCommand.unknown(spec));
        }
    }

    private int told(Released released) {
        PrintWriter out = spec.commandLine().getOut();
        out.println((released.ended() ? "The storm is over. " : "The storm was over already. ")
                + released.answers()
                + (send
                        ? " answers are to be sent; a running daemon takes them up within a minute."
                        : " answers will not be sent."));
        out.flush();
        return ExitCode.OK;
    }
}
