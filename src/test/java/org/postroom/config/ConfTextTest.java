package org.postroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.Secret;
import org.postroom.mailbox.MailboxSettings;

/** How files are written: includes, variables, escapes, lines; and that secrets show nowhere. */
class ConfTextTest {
    private static final String SUPPORT = "departments/support.properties";

    @TempDir
    private Path directory;

    private ConfFolder folder;

    @BeforeEach
    void startFromAGoodConf() throws IOException {
        folder = new ConfFolder(directory);
        folder.append(SUPPORT, "mailbox.host = mail.example.com\n");
    }

    @Test
    void fillsInTheEnvironment() throws IOException {
        folder.append(SUPPORT, "mailbox.password = ${env:PASSWORD}\nmailbox.user = ${env:USER_NAME:-somebody}\n");
        assertThat(password(Map.of("PASSWORD", "from outside"))).isEqualTo("from outside");
        assertThat(user(Map.of("PASSWORD", "x"))).isEqualTo("somebody");
        assertThat(user(Map.of("PASSWORD", "x", "USER_NAME", "me"))).isEqualTo("me");
    }

    @Test
    void fillsInAFileWithoutTheEndOfItsLastLine() throws IOException {
        folder.write("secrets/mailbox", " with blanks \r\n")
                .append(SUPPORT, "mailbox.password = ${file:secrets/mailbox}\n");
        assertThat(password(Map.of())).isEqualTo(" with blanks ");
    }

    @Test
    void neverLooksThroughWhatItFilledIn() throws IOException {
        folder.write("secrets/mailbox", "a${env:HOME}b$1\\n")
                .append(SUPPORT, "mailbox.password = ${file:secrets/mailbox}\n");
        assertThat(password(Map.of("HOME", "/root"))).isEqualTo("a${env:HOME}b$1\\n");
    }

    @Test
    void takesASecondDollarSignForTheBracesThemselves() throws IOException {
        folder.append(SUPPORT, "mailbox.password = pa$${env:HOME}ss$\n");
        assertThat(password(Map.of("HOME", "/root"))).isEqualTo("pa${env:HOME}ss$");
    }

    @Test
    void includesAnotherFileWhoseKeysTheFileItselfOverrules() throws IOException {
        folder.write("include/mailbox.properties", "mailbox.user = shared\nmailbox.password = shared\n")
                .append(SUPPORT, "mailbox.user = own\ninclude = ../include/mailbox.properties\n");
        assertThat(user(Map.of())).isEqualTo("own");
        assertThat(password(Map.of())).isEqualTo("shared");
    }

    @Test
    void readsEscapesContinuedLinesAndAByteOrderMark() throws IOException {
        folder.write(SUPPORT, """
                \uFEFFname = Kundendienst M\\u00fcnchen
                address: support@example.com
                aliases = help@example.com, \\
                    hilfe@example.com
                groups = front-line, escalation
                """);
        var support = folder.load()
                .organisation()
                .department(new DepartmentId("support"))
                .orElseThrow();
        assertThat(support.name()).isEqualTo("Kundendienst München");
        assertThat(support.addresses()).hasSize(3);
    }

    @Test
    void namesTheFirstLineOfAKeyWhateverStandsAround() throws IOException {
        folder.write(
                SUPPORT,
                "# one\n\n! three\nname = Support\\\n   Desk\r\naddress = \\\n\\\n   nowhere\n\n\n#\nlanguage=zz");
        assertThat(folder.result(Map.of()).toString())
                .contains("support.properties:6: address: found 'nowhere'")
                .contains("support.properties:12: language: found 'zz'");
    }

    @Test
    void printsNoSecret() throws IOException {
        folder.append(SUPPORT, "mailbox.password = ${env:CANARY}\n")
                .append("smtp/acme.properties", "user = postroom\npassword = canary-smtp\n")
                .append(
                        "postroom.properties",
                        "database.url = jdbc:mariadb://db.example.com/postroom\ndatabase.password = canary-db\n");
        Map<String, String> environment = Map.of("CANARY", "canary-mailbox");
        Conf conf = folder.load(environment);
        assertThat(conf.machine().database().password()).isEqualTo(Secret.of("canary-db"));
        assertThat(conf.toString()).contains("mail.example.com").doesNotContain("canary");
        assertThat(ConfSource.of(directory, environment).toString()).doesNotContain("canary");
    }

    @Test
    void ignoresWhatEditorsLeaveBehind() throws IOException {
        folder.write("departments/support.properties~", "nonsense = 1\n")
                .write("departments/.support.properties", "nonsense = 1\n")
                .write("departments/support.properties.swp", "nonsense = 1\n");
        folder.append(SUPPORT, "mailbox.password = x\n");
        assertThat(folder.load().organisation().departments()).hasSize(2);
    }

    private String password(Map<String, String> environment) {
        return mailbox(environment).password().reveal();
    }

    private String user(Map<String, String> environment) {
        return mailbox(environment).user();
    }

    private MailboxSettings.Login mailbox(Map<String, String> environment) {
        return folder.load(environment)
                .mailbox(new DepartmentId("support"))
                .orElseThrow()
                .login();
    }
}
