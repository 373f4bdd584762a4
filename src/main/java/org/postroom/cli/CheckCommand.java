package org.postroom.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.Group;
import org.postroom.agent.Organisation;
import org.postroom.app.Strays;
import org.postroom.config.Conf;
import org.postroom.config.ConfLoader;
import org.postroom.config.ConfResult;
import org.postroom.config.Machine;
import org.postroom.config.Problems;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Dialect;
import org.postroom.storage.StorageException;
import org.postroom.template.TemplateProblem;
import org.postroom.template.Templates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Says everything that is wrong with conf and templates, or that nothing is. Of the database it looks at one thing, where
 * it can: whether tickets lie in departments that conf names no more. Touches no other server.
 */
@Command(
        name = "check",
        description = "Checks conf and templates: every mistake at once, with file, line and what is allowed.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int code = check(conf.directory(), System.getenv(), out, err);
        out.flush();
        err.flush();
        return code;
    }

    static int check(Path directory, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        ConfResult result = ConfLoader.load(directory, environment);
        return switch (result) {
            case Problems problems -> faultyConf(directory, problems, err);
            case Conf good -> checkTemplates(directory, good, out, err);
        };
    }

    private static int faultyConf(Path directory, Problems problems, PrintWriter err) {
        err.println(problems);
        err.println();
        err.println(count(problems.all().size()) + " in " + directory + ". Templates are checked once conf is good.");
        return ExitCode.CONFIG;
    }

    private static int checkTemplates(Path directory, Conf conf, PrintWriter out, PrintWriter err) {
        Path folder = conf.machine().templates().directory();
        Templates templates = Templates.load(folder);
        List<TemplateProblem> problems = templates.check();
        if (!problems.isEmpty()) {
            problems.forEach(err::println);
            err.println();
            err.println(count(problems.size()) + " in " + folder + ". Conf is good.");
            return ExitCode.CONFIG;
        }
        out.println("Conf in " + directory + " is good: " + summary(conf) + ".");
        out.println("Templates in " + folder + " are good: " + String.join(", ", new TreeSet<>(templates.languages()))
                + ".");
        conf.organisation().departments().forEach(department -> note(department, templates.languages(), out));
        deserted(conf.organisation()).forEach(out::println);
        leftBehind(conf.machine()).ifPresent(out::println);
        return checkTickets(conf, out, err);
    }

    /** A department that was renamed in conf leaves its tickets behind: nobody but admins sees them. */
    private static int checkTickets(Conf conf, PrintWriter out, PrintWriter err) {
        try (Database database = Database.openBesideDaemon(conf.machine().database())) {
            List<String> strays = Strays.sentences(database, conf.organisation());
            strays.forEach(err::println);
            return strays.isEmpty() ? ExitCode.OK : ExitCode.CONFIG;
        } catch (StorageException e) {
            out.println(
                    "Note: whether every ticket's department is in conf was not looked at. " + e.getMessage() + ".");
            return ExitCode.OK;
        }
    }

    /** Groups whose tickets nobody of the department may answer: admins are told of them, if there are any. */
    private static List<String> deserted(Organisation organisation) {
        String told = organisation.agents().stream().anyMatch(Agent::admin) ? "admins are" : "nobody is";
        return organisation.departments().stream()
                .filter(Department::enabled)
                .filter(department -> organisation.managersOf(department.id()).isEmpty())
                .flatMap(department -> department.groups().stream())
                .map(Group::id)
                .filter(group -> organisation.membersOf(group).isEmpty())
                .map(group -> "Note: there is nobody in group " + group + ", and no manager of the department; " + told
                        + " told of its tickets.")
                .toList();
    }

    /** Whoever goes over to MariaDB begins anew there, and should know before mail is fetched and answered once more. */
    private static Optional<String> leftBehind(Machine machine) {
        Path embedded = machine.daemon().dataDirectory().resolve(DatabaseSettings.FILE_NAME);
        return Optional.of(embedded)
                .filter(file -> machine.database().dialect() == Dialect.MARIADB && Files.isRegularFile(file))
                .map(file -> "Note: there is an embedded database " + file
                        + ", which database.url leaves unused: what it holds does not come along.");
    }

    private static String summary(Conf conf) {
        Organisation organisation = conf.organisation();
        return String.format(
                Locale.ROOT,
                "brands %d, departments %d (importing mail %d), agents %d, SMTP accounts %d, products %d",
                organisation.brands().size(),
                organisation.departments().size(),
                conf.mailboxes().size(),
                organisation.agents().size(),
                conf.smtpAccounts().size(),
                organisation.products().size());
    }

    private static void note(Department department, Set<String> languages, PrintWriter out) {
        String tag = department.language().toLanguageTag();
        boolean there = languages.contains(tag)
                || languages.contains(department.language().getLanguage());
        if (!there) {
            out.println("Note: there are no templates in " + tag + ", the language of " + department.id()
                    + "; its mails are in English.");
        }
    }

    private static String count(int problems) {
        return problems == 1 ? "1 problem" : problems + " problems";
    }
}
