package org.postroom.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MariaDbProgramsTest {

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void bringsAServerWhereNoneIsInstalled() throws IOException {
        List<String> command =
                new ArrayList<>(MariaDbPrograms.unpacked().orElseThrow().server());
        command.add("--version");

        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(server.inputReader().readLine()).contains("MariaDB");
    }
}
