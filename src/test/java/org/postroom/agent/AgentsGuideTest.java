package org.postroom.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the table of commands in {@code docs/agents.md} to those there are. */
class AgentsGuideTest {
    private static final Path GUIDE = Path.of("docs", "agents.md");
    private static final String FROM = "<!-- commands: made by AgentsGuideTest, -Dpostroom.write=true -->\n";
    private static final String UNTIL = "<!-- /commands -->";

    @Test
    void namesEveryCommandAsItIsWritten() throws IOException {
        String guide = Files.readString(GUIDE);
        int from = guide.indexOf(FROM) + FROM.length();
        int until = guide.indexOf(UNTIL);
        if (Boolean.getBoolean("postroom.write")) {
            Files.writeString(GUIDE, guide.substring(0, from) + table() + guide.substring(until));
            return;
        }
        assertThat(guide.substring(from, until)).isEqualTo(table());
    }

    private static String table() {
        return Arrays.stream(CommandWord.values())
                .map(command -> "| `" + command.usage() + "` | " + command.sentence() + " |\n")
                .collect(Collectors.joining("", "| command | what it does |\n|---|---|\n", ""));
    }
}
