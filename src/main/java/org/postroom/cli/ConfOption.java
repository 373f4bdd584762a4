package org.postroom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.postroom.config.Conf;
import org.postroom.config.ConfLoader;
import org.postroom.config.Problem;
import org.postroom.config.Problems;
import org.postroom.storage.Database;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that says where conf is, and what commands do with it. */
final class ConfOption {
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The conf folder; by default $POSTROOM_CONF, else conf/ of this installation.")
    private Optional<Path> directory = Optional.empty();

    /** The conf folder, absolute. */
    Path directory() {
        return directory
                .or(() -> Optional.ofNullable(System.getenv("POSTROOM_CONF")).map(Path::of))
                .orElseGet(() -> home().resolve("conf"))
                .toAbsolutePath()
                .normalize();
    }

    /** The installation's folder, in which conf/ and templates/ lie. */
    static Path home() {
        return Path.of(System.getProperty("postroom.home", ""));
    }

    /** The conf; without one, all problems have been printed. */
    Optional<Conf> load() {
        return switch (ConfLoader.load(directory(), System.getenv())) {
            case Conf conf -> Optional.of(conf);
            case Problems problems -> {
                print(problems);
                yield Optional.empty();
            }
        };
    }

    /** Opens the database beside a daemon that may be running. */
    Optional<Database> openDatabase() {
        return load().map(conf -> Database.openBesideDaemon(conf.machine().database()));
    }

    private void print(Problems problems) {
        PrintWriter err = command.commandLine().getErr();
        for (Problem problem : problems.all()) {
            err.println(problem);
        }
        err.flush();
    }
}
