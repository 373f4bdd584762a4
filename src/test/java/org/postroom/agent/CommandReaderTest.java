package org.postroom.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
    @Test
    void readsSeveralCommandsInAnyCaseAndOrderWithBlankLinesBetween() {
        var reading = CommandReader.read(
                "\n#TAKE\n\n  #Close \n#assign anna.berg@example.org\n\nDear Clara,\nall done.\n#close\n");
        assertThat(reading.commands())
                .containsExactly(new Command.Take(), new Command.Close(), new Command.Assign("anna.berg@example.org"));
        assertThat(reading.wrong()).isEmpty();
        assertThat(reading.text()).isEqualTo("Dear Clara,\nall done.\n#close");
    }

    @Test
    void aNoteMayBeginBehindItsWord() {
        var reading = CommandReader.read("#take\n#Note  She rang too.\nTry the tray.");
        assertThat(reading.commands()).containsExactly(new Command.Take(), new Command.Note());
        assertThat(reading.text()).isEqualTo("She rang too.\nTry the tray.");
        assertThat(CommandReader.read("#note\n\n#close\n\nShe rang.").text()).isEqualTo("She rang.");
    }

    @Test
    void sameCommandTwiceCountsOnce() {
        assertThat(CommandReader.read("#close\n#close").commands()).containsExactly(new Command.Close());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Hello\n#close", "# Heading", "#1 is the printer", "> #close", "##- marker -##\n#close", ""})
    void textThatOnlyLooksLikeACommandIsText(String text) {
        var reading = CommandReader.read(text);
        assertThat(reading.commands()).isEmpty();
        assertThat(reading.wrong()).isEmpty();
        assertThat(reading.text()).isEqualTo(text);
    }

    @Test
    void misspeltCommandIsReportedWithTheNearest() {
        assertThat(CommandReader.read("#clsoe\n#take").wrong())
                .containsExactly("\"#clsoe\" is no command; did you mean #close?");
        assertThat(CommandReader.read("#launch").wrong()).containsExactly("\"#launch\" is no command.");
    }

    @Test
    void argumentsThatDoNotFitAreReported() {
        assertThat(CommandReader.read("#assign").wrong())
                .containsExactly(
                        "\"#assign\" is not how it is written: #assign anna gives the ticket to an agent, by id, name or address.");
        assertThat(CommandReader.read("#close now").wrong()).hasSize(1);
    }

    @Test
    void commandOfAWebMailerWithNoBreakSpacesIsRead() {
        assertThat(CommandReader.read("\u00a0#assign\u00a0anna\u00a0").commands())
                .containsExactly(new Command.Assign("anna"));
    }

    @Test
    void veryLongUnknownCommandIsCut() {
        assertThat(CommandReader.read("#" + "x".repeat(100_000)).wrong().getFirst())
                .hasSizeLessThan(200);
    }
}
