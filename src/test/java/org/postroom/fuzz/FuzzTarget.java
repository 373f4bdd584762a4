package org.postroom.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Each parser that is fuzzed, and where its inputs lie. */
public enum FuzzTarget {
    MAIL(org.postroom.mail.parse.MailFuzz.class, true),
    REPORT(org.postroom.intake.ReportFuzz.class, true),
    ADDRESS(org.postroom.mail.parse.AddressFuzz.class),
    HEADER_WORD(org.postroom.mail.parse.HeaderWordFuzz.class),
    HTML_TEXT(org.postroom.mail.parse.HtmlTextFuzz.class),
    SAFE_MAIL(org.postroom.web.mailview.SafeMailFuzz.class),
    QUOTE(org.postroom.mail.quote.QuoteFuzz.class),
    COMMAND(org.postroom.agent.CommandFuzz.class),
    CONF(org.postroom.config.ConfFuzz.class),
    CALENDAR(org.postroom.config.CalendarFuzz.class),
    CRITERIA(org.postroom.view.CriteriaFuzz.class),
    TOKEN(org.postroom.conversation.TokenFuzz.class),
    IMAP(org.postroom.mailbox.imap.ImapFuzz.class),
    POP(org.postroom.mailbox.pop.PopFuzz.class),
    TNEF(org.postroom.mail.tnef.TnefFuzz.class),
    SMTP_REPLY(org.postroom.outbound.smtp.SmtpReplyFuzz.class);

    private static final Path RESOURCES = Path.of("src/test/resources");

    private final Class<?> parser;
    private final boolean mails;

    FuzzTarget(Class<?> parser) {
        this(parser, false);
    }

    /** @param mails whether it takes the mails of other tests too */
    FuzzTarget(Class<?> parser, boolean mails) {
        this.parser = parser;
        this.mails = mails;
    }

    /** Its name in paths. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The class whose method takes the bytes. */
    Class<?> parser() {
        return parser;
    }

    /** Where its inputs lie: those that were found, and mails of other tests. */
    List<Path> directories() {
        Path own = RESOURCES.resolve("fuzz").resolve(id());
        return mails ? List.of(own, RESOURCES.resolve("mail")) : List.of(own);
    }

    /** All its inputs. */
    List<Path> inputs() {
        return directories().stream().flatMap(FuzzTarget::files).sorted().toList();
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the parser read these bytes; throws what does not hold. */
    void run(byte[] data) throws Throwable {
        MethodHandle method = MethodHandles.publicLookup()
                .findStatic(parser, "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
        method.invokeExact(data);
    }
}
