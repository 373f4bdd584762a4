package org.postroom.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.MailboxStatus.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is known of one mailbox's health, tells the log when an outage begins and ends, and says when to try again. */
final class StatusBoard {
    private static final Logger log = LoggerFactory.getLogger(StatusBoard.class);

    private final DepartmentId department;
    private final MailboxSettings settings;
    private final InstantSource clock;

    private volatile MailboxStatus status;
    private Optional<Instant> outBefore = Optional.empty();
    private Optional<Kind> lastKind = Optional.empty();
    private int failures;

    StatusBoard(DepartmentId department, MailboxSettings settings, InstantSource clock) {
        this.department = department;
        this.settings = settings;
        this.clock = clock;
        this.status = new MailboxStatus(department, settings.key(), Optional.empty(), Optional.empty(), List.of());
    }

    /** Goes on from what was known under other settings: an outage that these end was told of, and its end is told too. */
    void after(MailboxStatus earlier) {
        outBefore = earlier.outage().map(Outage::since);
    }

    MailboxStatus status() {
        return status;
    }

    /** A round went well. */
    void succeeded(List<String> warnings) {
        status.outage().map(Outage::since).or(() -> outBefore).ifPresent(this::tellOfRecovery);
        outBefore = Optional.empty();
        warnings.stream()
                .filter(warning -> !status.warnings().contains(warning))
                .forEach(this::warn);
        failures = 0;
        lastKind = Optional.empty();
        status =
                new MailboxStatus(department, settings.key(), Optional.of(clock.instant()), Optional.empty(), warnings);
    }

    private void tellOfRecovery(Instant since) {
        log.atInfo()
                .addKeyValue("department", department)
                .addKeyValue("mailbox", settings.key())
                .addKeyValue("since", since)
                .log("Mailbox recovered");
    }

    /** A round failed; returns how long to leave the mailbox alone. */
    Duration failed(MailboxException fault) {
        return failed(fault.kind(), FaultSentence.of(department, settings, fault));
    }

    /** The database would not take mails; they stay on the server. */
    Duration notStored(String why) {
        return failed(
                Kind.UNAVAILABLE,
                "Mails of department " + department + " cannot be stored and stay on the server: " + why);
    }

    /** A round broke in a way that nobody foresaw; whoever runs it tries again. */
    void broken(Throwable cause) {
        failed(
                Kind.UNAVAILABLE,
                "Mails of department " + department + " cannot be fetched, through a fault of Postroom's: "
                        + cause.getClass().getSimpleName() + ", whose cause is in the log. It is tried again.");
    }

    private Duration failed(Kind kind, String sentence) {
        failures = lastKind.equals(Optional.of(kind)) ? failures + 1 : 1;
        lastKind = Optional.of(kind);
        Duration wait = BackOff.after(kind, settings.rhythm().importInterval(), failures);
        Instant now = clock.instant();
        Instant since = status.outage().map(Outage::since).orElse(now);
        if (status.outage().isEmpty()) {
            log.atWarn()
                    .addKeyValue("department", department)
                    .addKeyValue("mailbox", settings.key())
                    .addKeyValue("fault", sentence)
                    .log("Mailbox cannot be polled");
        }
        Outage outage = new Outage(sentence, since, now.plus(wait));
        status = new MailboxStatus(
                department, settings.key(), status.lastSuccess(), Optional.of(outage), status.warnings());
        return wait;
    }

    private void warn(String warning) {
        log.atWarn()
                .addKeyValue("department", department)
                .addKeyValue("mailbox", settings.key())
                .addKeyValue("warning", warning)
                .log("Mailbox works, but not as asked");
    }
}
