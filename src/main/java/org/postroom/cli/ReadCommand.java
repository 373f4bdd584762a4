package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postroom.bounce.FailedRecipient;
import org.postroom.intake.MailReport;
import org.postroom.mail.Bytes;
import org.postroom.mail.BytesSink;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Headers;
import org.postroom.mail.Scratch;
import org.postroom.mail.Unreadable;
import org.postroom.mail.parse.HtmlText;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code postroom read}: shows how Postroom reads mails that lie in files. Needs neither conf nor database. */
@Command(name = "read", description = "Show how mails in files are read.", mixinStandardHelpOptions = true)
public final class ReadCommand implements Callable<Integer> {
    /** What a file holds. */
    enum Form {
        mail,
        text,
        html
    }

    private final ReadLimits limits = ReadLimits.standard();
    private final MailReader reader = new MailReader(limits);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--as",
            description = "What the files hold: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not said.",
            defaultValue = "mail")
    private Form form = Form.mail;

    @Option(
            names = "--json",
            description = "Print one JSON object a line and file, with ok false for one that cannot be read.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to read, in this order.")
    private List<Path> files = List.of();

    /** Reads every file; one that cannot be read is reported and does not stop the others. */
    @Override
    public Integer call() throws IOException {
        Path place = Files.createTempDirectory("postroom-read");
        try {
            print(Scratch.in(place));
        } finally {
            Files.delete(place);
        }
        return 0;
    }

    private void print(Scratch scratch) {
        PrintWriter out = spec.commandLine().getOut();
        for (Path file : files) {
            long start = System.nanoTime();
            MailReport report = read(file, scratch);
            double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
            out.println(json ? JsonLine.of(object(file, report, seconds)) : sheet(file, report));
        }
        out.flush();
    }

    private MailReport read(Path file, Scratch scratch) {
        try {
            return switch (form) {
                case mail -> MailReport.of(reader.read(mail(file, scratch)));
                case text -> MailReport.ofText(text(file));
                case html -> MailReport.ofText(HtmlText.of(text(file), limits.textLength()));
            };
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return MailReport.of(new Unreadable("The file cannot be read: " + e, Headers.NONE));
        }
    }

    private static Bytes mail(Path file, Scratch scratch) throws IOException {
        BytesSink mail = scratch.sink(Files.size(file));
        Files.copy(file, mail);
        return mail.bytes();
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static Map<String, Object> object(Path file, MailReport report, double seconds) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", file.toString());
        object.put("label", report.label());
        object.put("no_autorespond", report.noAutorespond());
        object.put(
                "bounced", report.bounced().stream().map(ReadCommand::bounced).toList());
        object.put("subject", report.subject());
        object.put("from_address", report.fromAddress().map(EmailAddress::value));
        object.put("from_name", report.fromName());
        object.put("text", report.text());
        object.put("reply", report.reply());
        object.put("attachments", report.attachments());
        object.put("ok", report.ok());
        object.put("seconds", seconds);
        object.put("problems", report.problems());
        return object;
    }

    private static Map<String, Object> bounced(FailedRecipient recipient) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("address", recipient.address().value());
        object.put("status", recipient.status());
        object.put("permanent", recipient.permanent());
        object.put("reason", recipient.reason().word());
        return object;
    }

    private static String sheet(Path file, MailReport report) {
        StringBuilder sheet = new StringBuilder();
        line(sheet, "File", file.toString());
        line(sheet, "Kind", report.label() + " (" + report.reason() + ")");
        line(sheet, "Automatic answer", report.noAutorespond() ? "never" : "allowed");
        line(sheet, "From", from(report));
        line(sheet, "Subject", report.subject());
        report.bounced()
                .forEach(failed -> line(
                        sheet,
                        "Bounced",
                        failed.address()
                                + failed.status().map(status -> " " + status).orElse("")
                                + (failed.permanent() ? ", permanent" : "")));
        report.attachments().forEach(name -> line(sheet, "Attachment", name.orElse("(no name)")));
        report.problems().forEach(problem -> line(sheet, "Problem", problem));
        return sheet.append('\n')
                .append(Optional.of(report.reply())
                        .filter(reply -> !reply.isEmpty())
                        .orElse(report.text()))
                .append('\n')
                .toString();
    }

    private static String from(MailReport report) {
        String address = report.fromAddress().map(from -> "<" + from + ">").orElse("");
        return (report.fromName() + " " + address).strip();
    }

    private static void line(StringBuilder sheet, String label, String value) {
        sheet.append(label)
                .append(": ")
                .append(value.replaceAll("\\p{Cntrl}+", " "))
                .append('\n');
    }
}
