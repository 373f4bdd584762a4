package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.bounce.BounceReader;
import org.postroom.bounce.BounceReport;
import org.postroom.bounce.FailedRecipient;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MailKind;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;

/** Each file is a mail made up in the style of one program, with what is to be read in it beside it. */
class BounceFixturesTest {
    private static final Path FOLDER = Path.of("src/test/resources/mail/bounce");

    static Stream<String> mails() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mails")
    void readsWhoDidNotGetWhichMailAndWhy(String name) throws IOException {
        byte[] raw = Files.readAllBytes(FOLDER.resolve(name + ".eml"));
        IncomingMail mail = (IncomingMail) new MailReader(ReadLimits.standard()).read(Bytes.wrap(raw));
        assertThat(told(mail)).isEqualTo(Files.readAllLines(FOLDER.resolve(name + ".expected")));
    }

    @Test
    void knowsMoreThanAHundredKinds() throws IOException {
        assertThat(mails()).hasSizeGreaterThan(100);
    }

    private static List<String> told(IncomingMail mail) {
        KindVerdict verdict = Triage.kindOf(mail);
        assertThat(verdict.mayAutoRespond()).isFalse();
        Optional<BounceReport> report = BounceReader.read(mail).filter(any -> verdict.kind() != MailKind.LIST);
        List<String> lines = new ArrayList<>(List.of("kind: " + verdict.kind()));
        report.ifPresent(bounce -> bounce.recipients().forEach(failed -> lines.add("failed: " + line(failed))));
        lines.add("about: "
                + report.flatMap(BounceReport::about).map(id -> id.value()).orElse("unknown"));
        return lines;
    }

    private static String line(FailedRecipient failed) {
        return failed.address() + " " + failed.status().orElse("none") + " "
                + failed.reason().word() + " " + (failed.permanent() ? "permanent" : "temporary");
    }
}
