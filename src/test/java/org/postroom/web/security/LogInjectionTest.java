package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.mail.Bytes;
import org.slf4j.LoggerFactory;

/** F14: line ends and terminal commands in mails and requests make no line of the log, as the shipped configuration writes it. */
class LogInjectionTest {
    private static final String FORGED = "2026-11-22T15:30:00.000Z ERROR Forged - all is lost";
    private static final List<String> ENDS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\u0085",
            "\u2028",
            "\u000b",
            "\u001b[2J\u001b[1;1H",
            "\u001b]0;x\u0007",
            "\b\b\b",
            "\u202e");
    private static final String LINE =
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?:Z|[+-]\\d\\d:\\d\\d) (?:INFO |WARN |ERROR) (?!Forged)\\w+ - [\\x20-\\x7e]*";

    @Test
    void everyEventIsOneLineWhateverWasSent() throws IOException, JoranException {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        root.addAppender(logged);
        logged.start();
        try (Office office = Office.open();
                Caller nobody = Caller.nobody(office);
                Caller anna = Caller.agent(office, "anna")) {
            for (String end : ENDS) {
                String word = "a" + end + FORGED + end;
                office.opened(
                        Letter.of(new Letter.Person(word, "words@customer.example.org"), Office.SUPPORT, word, word)
                                .file(word, "text/plain", Bytes.of(word)));
                nobody.post("/login", Map.of("account", word, "password", word));
                nobody.post("/login/link", Map.of("account", word));
                nobody.get("/view/" + Caller.encoded(word).replace("+", "%20"));
                anna.get("/tickets?text=" + Caller.encoded(word));
                rawly(office, "GET /login HTTP/1.1\r\nHost: x\r\nReferer: " + end.replaceAll("[\r\n]", "\t") + FORGED);
            }
        } finally {
            root.detachAppender(logged);
        }
        List<ILoggingEvent> events = List.copyOf(logged.list);
        String text = written(events);
        assertThat(events).hasSizeGreaterThan(3 * ENDS.size());
        assertThat(text.split("\n", -1)).hasSize(events.size() + 1);
        assertThat(text.lines()).allMatch(line -> line.matches(LINE));
    }

    private static void rawly(Office office, String request) throws IOException {
        try (Socket socket =
                new Socket(office.address().getHost(), office.address().getPort())) {
            socket.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    /** As the daemon writes it to standard error. */
    private static String written(List<ILoggingEvent> events) throws JoranException {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
        ConsoleAppender<ILoggingEvent> shipped =
                (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
        String text = events.stream()
                .map(event -> new String(shipped.getEncoder().encode(event), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        context.stop();
        return text;
    }
}
