package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReadCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new PostroomCommand())
                .setOut(new PrintWriter(out))
                .execute(arguments);
    }

    @Test
    void printsOneObjectAFileInTheirOrder() throws IOException {
        Path mail = Files.writeString(
                directory.resolve("a.eml"), "From: Anna <anna@example.org>\nSubject: \"Printer\"\n\nHi\n> old\n");
        Path missing = directory.resolve("missing.eml");
        assertThat(run("read", "--json", mail.toString(), directory.toString(), missing.toString()))
                .isZero();
        assertThat(out.toString().lines()).hasSize(3);
        assertThat(out.toString().lines().toList().getFirst())
                .contains("\"subject\": \"\\\"Printer\\\"\"")
                .contains("\"from_address\": \"anna@example.org\"")
                .contains("\"reply\": \"Hi\"")
                .contains("\"ok\": true");
        assertThat(out.toString().lines().toList().getLast()).contains("\"ok\": false");
    }

    @Test
    void readsATextAlone() throws IOException {
        Path text = Files.writeString(directory.resolve("a.txt"), "Hi\n\n-- \nAnna\n");
        assertThat(run("read", "--as", "text", "--json", text.toString())).isZero();
        assertThat(out.toString()).contains("\"reply\": \"Hi\"");
    }
}
