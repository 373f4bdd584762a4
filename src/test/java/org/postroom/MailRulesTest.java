package org.postroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the documents to their word: every test they name is there, and every made-up mail that the rules for mail name. */
class MailRulesTest {
    private static final Pattern NAMED = Pattern.compile("`?\\b([A-Z]\\w+Test)\\b(?:\\.([a-z]\\w+))?`?");
    private static final Pattern READ_MAIL = Pattern.compile("\\*([a-z0-9][\\w-]+)(…?)\\*");
    private static final Pattern REPORT = Pattern.compile("`([a-z][\\w.-]+)`");
    private static final Path MAILS = Path.of("src/test/resources/mail");

    @ParameterizedTest
    @ValueSource(strings = {"docs/mail-rules.md", "docs/features.md", "docs/threats.md"})
    void everyTestThatIsNamedIsThere(String document) throws IOException {
        Map<String, String> sources = tests();
        Matcher named = NAMED.matcher(Files.readString(Path.of(document)));
        int found = 0;
        while (named.find()) {
            found++;
            assertThat(sources).as(named.group()).containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(sources.get(named.group(1))).as(named.group()).contains(" " + named.group(2) + "(");
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }

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
