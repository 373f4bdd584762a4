package org.postroom.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.postroom.app.SystemClock;
import org.postroom.app.demo.Demo;
import org.postroom.app.demo.DemoFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the demo. */
@Command(
        name = "demo",
        description = "Starts a daemon with a mail server inside, plays customers and agents through it, and stays up.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Option(names = "--once", description = "Plays, checks, and ends: with 0 when all of it happened as told.")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        InstantSource clock = SystemClock.get();
        PrintWriter out = spec.commandLine().getOut();
        Demo demo = Demo.start(conf.directory(), out, clock);
        try {
            demo.play();
            if (!once) {
                demo.stay();
            }
            return ExitCode.OK;
        } catch (DemoFailure e) {
            spec.commandLine().getErr().println("postroom: the demo failed. " + e.getMessage());
            return ExitCode.FAILED;
        } finally {
            demo.close();
        }
    }
}
