package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import org.postroom.agent.IdSyntax;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Begins a department as a copy of another (SPEC A8). */
@Command(
        name = "clone",
        description = {
            "Writes the conf file of a new department as a copy of another's, comments and all, switched off.",
            "What must differ is commented out and marked: name, addresses, prefix of tickets, mailbox.",
            "Passwords do not come along."
        },
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class CloneCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private DepartmentCommand departments;

    @Parameters(index = "0", paramLabel = "OLD", description = "the department to copy")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "the id of the new one")
    private String created = "";

    @Override
    public Integer call() throws IOException {
        if (!IdSyntax.isValid(created)) {
            return failed("\"" + created + "\" is no id: " + IdSyntax.RULE + ".", ExitCode.USAGE);
        }
        Path source = file(old);
        if (!IdSyntax.isValid(old) || !Files.isRegularFile(source)) {
            return failed("there is no departments/" + old + ".properties.", ExitCode.FAILED);
        }
        String text = DepartmentCopy.of(Files.readAllLines(source, StandardCharsets.UTF_8), old);
        try {
            Files.writeString(createLike(source, file(created)), text);
        } catch (FileAlreadyExistsException _) {
            return failed("there is a departments/" + created + ".properties already.", ExitCode.FAILED);
        }
        tellWhatIsNext();
        return ExitCode.OK;
    }

    private Path file(String id) {
        return departments.conf().directory().resolve("departments").resolve(id + ".properties");
    }

    /** Whoever may read the one may read the other. */
    private static Path createLike(Path source, Path target) throws IOException {
        boolean posix = source.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? Files.createFile(target, PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(source)))
                : Files.createFile(target);
    }

    private void tellWhatIsNext() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote " + file(created) + ", switched off. What is next:");
        out.println(
                "  1. Set what is marked there as to be set. Until name and address are, conf is faulty: a running daemon");
        out.println("     keeps to the conf it has, and does not start anew.");
        out.println("  2. Say who works there: role." + created + " and groups in agents/*.properties.");
        out.println("  3. postroom check");
        out.println("  4. Take away enabled = off.");
        out.flush();
    }

    private int failed(String sentence, int code) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("postroom: " + TicketCommand.shown(sentence));
        err.flush();
        return code;
    }
}
