package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.DepartmentId;
import org.postroom.config.Conf;
import org.postroom.config.ConfLoader;

class CloneCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void copyTheShippedConf() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("conf"))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.toString()));
            }
        }
    }

    @Test
    void keepsEveryCommentAndOpensWhatMustChange() throws IOException {
        assertThat(run("support", "returns")).isEqualTo(ExitCode.OK);
        String copy = Files.readString(file("returns"));
        assertThat(copy)
                .startsWith("# Copied from department support.")
                .contains("\nenabled = off\n", "\n#name = Support\n", "\n#address = support@example.com\n")
                .contains("# To be set, other than for support:", "\nbrand = acme\n", "\nsmtp = acme\n")
                .doesNotContainPattern("(?m)^(name|address|aliases|tickets\\.prefix|mailbox\\..*) *=");
        assertThat(copy.lines())
                .containsAll(Files.readAllLines(file("support")).stream()
                        .filter(line -> line.startsWith("#"))
                        .toList());
        assertThat(out.toString()).contains("postroom check", "role.returns");
    }

    @Test
    void passesTheCheckOnceWhatIsMarkedIsSet() throws IOException {
        run("support", "returns");
        assertThat(ConfLoader.load(directory.resolve("conf"), Map.of()).toString())
                .contains("departments/returns.properties: name: found nothing")
                .contains("departments/returns.properties: address: found nothing")
                .doesNotContain("support.properties");
        Files.writeString(
                file("returns"),
                Files.readString(file("returns"))
                        .replace("#name = Support", "name = Returns")
                        .replace("#address = support@", "address = returns@"));
        Conf conf = (Conf) ConfLoader.load(directory.resolve("conf"), Map.of());
        assertThat(conf.organisation().department(new DepartmentId("returns")))
                .hasValueSatisfying(
                        department -> assertThat(department.enabled()).isFalse());
    }

    @Test
    void leavesSecretsBehindAndCommentsOutWholeValues() throws IOException {
        Files.writeString(file("sales"), """
                # Ours
                name: Sales
                address = sales@example.com
                aliases = shop@example.com, \\
                    orders@example.com
                brand = acme
                mailbox.host = mail.example.com
                mailbox.password = canary-one\\
                    canary-two
                mailbox.user = sales
                enabled = on
                groups = front-line, \\
                    enterprise
                """);
        assertThat(run("sales", "returns")).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(file("returns")))
                .doesNotContain("canary")
                .contains("#    orders@example.com", "#mailbox.password =\n#mailbox.user = sales", "#enabled = on")
                .contains("\ngroups = front-line, \\\n    enterprise\n");
    }

    @Test
    void mayBeReadByWhomTheOldOneMayBeRead() throws IOException {
        Files.setPosixFilePermissions(file("sales"), PosixFilePermissions.fromString("rw-------"));
        run("sales", "returns");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("returns"))))
                .isEqualTo("rw-------");
    }

    @Test
    void overwritesNothingAndRefusesBadIds() throws IOException {
        String before = Files.readString(file("sales"));
        assertThat(run("support", "sales")).isEqualTo(ExitCode.FAILED);
        assertThat(Files.readString(file("sales"))).isEqualTo(before);
        assertThat(err.toString()).contains("there is a departments/sales.properties already");
        assertThat(run("nowhere", "returns")).isEqualTo(ExitCode.FAILED);
        assertThat(run("../postroom", "returns")).isEqualTo(ExitCode.FAILED);
        assertThat(run("support", "Re Turns")).isEqualTo(ExitCode.USAGE);
        assertThat(run("support", "../returns")).isEqualTo(ExitCode.USAGE);
        assertThat(run("support")).isEqualTo(ExitCode.USAGE);
        assertThat(file("returns")).doesNotExist();
    }

    private Path file(String department) {
        return directory.resolve("conf/departments/" + department + ".properties");
    }

    private int run(String... names) {
        return PostroomCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(
                                Stream.of(
                                        "department",
                                        "--conf",
                                        directory.resolve("conf").toString(),
                                        "clone"),
                                Stream.of(names))
                        .toArray(String[]::new));
    }
}
