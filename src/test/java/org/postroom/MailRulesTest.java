package org.postroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/mail-rules.md} to its word: every made-up mail and report that it names is there. */
class MailRulesTest {
    private static final Pattern READ_MAIL = Pattern.compile("\\*([a-z0-9][\\w-]+)(…?)\\*");
    private static final Pattern REPORT = Pattern.compile("`([a-z][\\w.-]+)`");
    private static final Path MAILS = Path.of("src/test/resources/mail");

    @Test
    void everyMadeUpMailThatIsNamedIsThere() throws IOException {
        List<String> mails = mails("parse");
        Matcher named = READ_MAIL.matcher(section("\n## How a mail is read", "\n## Threading"));
        int found = 0;
        while (named.find()) {
            found++;
            String name = named.group(1);
            assertThat(mails)
                    .as(named.group())
                    .anyMatch(mail -> named.group(2).isEmpty() ? mail.equals(name) : mail.startsWith(name));
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void everyMadeUpReportThatIsNamedIsThere() throws IOException {
        List<String> reports = mails("bounce");
        long found = section("\n## Delivery reports", "\n### What becomes of it")
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|")[3])
                .flatMap(tests -> REPORT.matcher(tests).results())
                .peek(name -> assertThat(reports).contains(name.group(1)))
                .count();
        assertThat(found).isGreaterThan(20);
    }

    private static String section(String from, String to) throws IOException {
        String rules = Files.readString(Path.of("docs/mail-rules.md"));
        return rules.substring(rules.indexOf(from), rules.indexOf(to));
    }

    private static List<String> mails(String folder) throws IOException {
        try (Stream<Path> files = Files.list(MAILS.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml"))
                    .map(name -> name.substring(0, name.length() - ".eml".length()))
                    .toList();
        }
    }
}
