package org.postroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    @BeforeEach
    void readTheShippedConfiguration() throws JoranException {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
        events.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void writesSentenceThenKeyValues() {
        log().atInfo()
                .addKeyValue("ticket", "SUP-1042")
                .addKeyValue("to", "a@example.org")
                .log("Reply recorded");

        assertThat(line())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) INFO  Recorder - "
                        + "Reply recorded ticket=SUP-1042 to=a@example\\.org\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\r\nb", "a\u001b[2Jb", "a\u0000b", "a\u2028b", "a\u0085b", "a\u202eb", "a\ud800b"})
    void keepsOddTextOnOneLineWithoutControlCharacters(String text) {
        log().atInfo().addKeyValue("subject", text).log(text);

        assertThat(line()).endsWith("\n");
        assertThat(line().strip()).matches("[\\x20-\\x7e]*a\\\\[\\x20-\\x7e]*b subject=\"a\\\\[\\x20-\\x7e]*b\"");
    }

    @Test
    void letsNoValuePassForAnotherKey() {
        log().atInfo().addKeyValue("subject", "x\" ticket=\"1").log("Ticket opened");

        assertThat(line()).endsWith("Ticket opened subject=\"x\\\" ticket=\\\"1\"\n");
    }

    @Test
    void keepsPatternsAndLookupsLiteral() {
        log().atInfo().addKeyValue("subject", "${jndi:ldap://x} %n %x {}").log("Ticket opened");

        assertThat(line()).endsWith("Ticket opened subject=\"${jndi:ldap://x} %n %x {}\"\n");
    }

    @Test
    void writesAnExceptionOnTheSameLine() {
        log().atError().setCause(new IllegalStateException("two\nlines")).log("Delivery failed");

        assertThat(line().strip())
                .doesNotContain("\n")
                .contains("Delivery failed java.lang.IllegalStateException: two\\nlines\\n\\tat org.postroom.app");
    }

    private Logger log() {
        Logger logger = context.getLogger("org.postroom.intake.Recorder");
        logger.addAppender(events);
        logger.setAdditive(false);
        return logger;
    }

    private String line() {
        ConsoleAppender<ILoggingEvent> shipped =
                (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
        Encoder<ILoggingEvent> encoder = shipped.getEncoder();
        return new String(encoder.encode(events.list.getLast()), StandardCharsets.UTF_8);
    }
}
