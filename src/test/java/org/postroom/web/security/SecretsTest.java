package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.web.Method;
import org.postroom.web.Route;
import org.slf4j.LoggerFactory;

/** F16: passwords are in no page, no log, no mail and not in the database, though every one of them is in use or fails. */
class SecretsTest {
    private static final String MAILBOX = "canary-of-the-mailbox-7c1";
    private static final String SMTP = "canary-of-smtp-9e4";

    @Test
    void noPasswordIsTold() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(logged);
        logged.start();
        StringBuilder told = new StringBuilder();
        try (Office office = Office.openWith(Map.of(
                "departments/warehouse", Map.of("mailbox.password", MAILBOX),
                "smtp/tideline", Map.of("password", SMTP)))) {
            office.givePassword("anna");
            office.opened(Letter.of(
                    new Letter.Person("Dieter", "dieter@kunde.example.org"), Office.SALES, "Stühle", "Guten Tag"));
            await().until(() -> text(logged).contains("takes no mail"));
            await().until(() -> text(logged).contains("cannot be polled"));
            logInAndOut(office, told);
            everyPage(office, told);
            told.append(DatabaseState.of(office.database()).text());
            told.append(office.conf());
        } finally {
            root.detachAppender(logged);
        }
        told.append(text(logged));
        assertThat(told.toString()).contains("/login").doesNotContain(MAILBOX, SMTP, Office.PASSWORD);
    }

    private static void logInAndOut(Office office, StringBuilder told) {
        try (Caller nobody = Caller.nobody(office)) {
            for (String account : List.of("anna", "ben", "<b>")) {
                var answer = nobody.post("/login", Map.of("account", account, "password", Office.PASSWORD));
                told.append(answer.body()).append(answer.headers().map());
            }
        }
    }

    private static void everyPage(Office office, StringBuilder told) {
        try (Caller anna = Caller.agent(office, "anna")) {
            String ticket = office.tickets().getFirst().number().toString();
            for (Route route : office.daemon().routes().all()) {
                if (route.method() == Method.GET) {
                    String path = route.path().replace("{ticket}", ticket).replaceAll("\\{[a-z]+}", "1");
                    told.append(path).append(anna.get(path).body());
                }
            }
        }
    }

    private static String text(ListAppender<ILoggingEvent> logged) {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(logged.list)) {
            text.append(event.getFormattedMessage()).append(event.getKeyValuePairs());
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return text.toString();
    }
}
