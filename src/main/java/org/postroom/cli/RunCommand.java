package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.postroom.app.Daemon;
import org.postroom.app.SystemClock;
import org.postroom.config.Conf;
import org.postroom.config.ConfSource;
import org.postroom.config.ConfWatcher;
import org.postroom.config.Problems;
import org.postroom.schedule.Shutdown;
import org.postroom.template.TemplateProblem;
import org.postroom.template.Templates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the daemon until the process is told to end. */
@Command(
        name = "run",
        description = "Runs the daemon in the foreground, until SIGTERM or Ctrl-C.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ConfWatcher watcher = new ConfWatcher(ConfSource.of(conf.directory(), System.getenv()));
        return switch (watcher.load()) {
            case Problems problems -> refused(problems.all());
            case Conf loaded -> run(watcher, loaded);
        };
    }

    private int run(ConfWatcher watcher, Conf loaded) throws IOException, InterruptedException {
        Templates templates = Templates.load(loaded.machine().templates().directory());
        List<TemplateProblem> problems = templates.check();
        if (!problems.isEmpty()) {
            return refused(problems);
        }
        Shutdown.await(Daemon.start(watcher, templates, SystemClock.get()));
        return ExitCode.OK;
    }

    private int refused(List<?> problems) {
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(err::println);
        err.println("postroom: not started; mend what stands above. `postroom check` says it again.");
        err.flush();
        return ExitCode.CONFIG;
    }
}
