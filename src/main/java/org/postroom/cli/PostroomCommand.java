package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.postroom.schedule.Foreseen;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of all commands. */
@Command(
        name = "postroom",
        description = "A mail-centric ticketing daemon.",
        mixinStandardHelpOptions = true,
        versionProvider = PostroomCommand.Version.class,
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            DemoCommand.class,
            TicketCommand.class,
            QueueCommand.class,
            QuarantineCommand.class,
            StormCommand.class,
            ReleaseCommand.class,
            DepartmentCommand.class,
            ProductCommand.class,
            AgentCommand.class,
            ReadCommand.class,
            ExplainCommand.class,
            ReconcileCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            HelpCommand.class
        })
public final class PostroomCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Runs the command of these arguments and returns the exit code. A failure is one sentence on standard error. */
    public static int execute(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new PostroomCommand());
        commandLine.setExecutionExceptionHandler((failure, command, result) -> {
            explain(command.getErr(), failure);
            return ExitCode.FAILED;
        });
        commandLine.setParameterExceptionHandler((wrong, _) -> explainUsage(wrong));
        // What is said of this command on invalid input holds for it alone, and not for those below it
        return commandLine.setExitCodeExceptionMapper(
                failure -> failure instanceof ParameterException ? ExitCode.USAGE : ExitCode.FAILED);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** With the usage of the command that was given: picocli knows commands that are methods by the command they stand in. */
    private static int explainUsage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            given(command).usage(err);
        }
        return ExitCode.USAGE;
    }

    private static CommandLine given(CommandLine command) {
        ParseResult parsed = command.getParseResult();
        return parsed != null && parsed.hasSubcommand()
                ? given(parsed.subcommand().commandSpec().commandLine())
                : command;
    }

    private static void explain(PrintWriter err, Exception failure) {
        if (failure instanceof Foreseen || failure instanceof IOException || failure instanceof UncheckedIOException) {
            err.println("postroom: " + sentence(failure));
        } else {
            err.println("postroom: this should not happen, please report it with these lines:");
            failure.printStackTrace(err);
        }
        err.flush();
    }

    /** What it says; where the system says no more than a file's name, what is wrong with that. */
    static String sentence(Exception failure) {
        return switch (failure) {
            case AccessDeniedException denied ->
                "This user may not read or write " + denied.getFile()
                        + ". It must be the one whom the daemon runs as; files that it is to have belong to it.";
            case NoSuchFileException missing
            when missing.getReason() == null -> "There is no " + missing.getFile() + ".";
            default -> String.valueOf(failure.getMessage());
        };
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = PostroomCommand.class.getPackage().getImplementationVersion();
            return new String[] {"Postroom " + (version == null ? "(not packaged)" : version)};
        }
    }
}
