package org.postroom.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.DeliveryLedger.Finished;
import org.postroom.outbound.MailTransport.Connection;
import org.postroom.outbound.MailTransport.Opening;
import org.postroom.outbound.MailTransport.Transmission;
import org.postroom.outbound.MailTransport.Trouble;
import org.postroom.schedule.Failpoint;
import org.postroom.schedule.Task;
import org.postroom.storage.StorageBrokenException;
import org.postroom.storage.StorageException;
import org.postroom.storage.StorageUnavailableException;

/**
 * The work of one connection of an account. Each round takes up mails that are due and hands them over one after the other;
 * the outcome of each is written down in the same transaction that marks the next, so a mail costs one commit. The
 * connection stays open for a few seconds after the last mail.
 */
final class DeliveryRound implements Task {
    /** A server takes at least as many recipients at once (RFC 5321 section 4.5.3.1.8). */
    private static final int MOST_RECIPIENTS = 100;

    private static final Duration KEEP_OPEN = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final AccountDelivery account;
    private final DeliveryLedger ledger;
    private final MailTransport transport;
    private final BooleanSupplier stopping;
    private final ReentrantLock busy = new ReentrantLock();
    private final BatchSize batchSize = new BatchSize();
    private Optional<Connection> connection = Optional.empty();
    private Optional<Finished> unrecorded = Optional.empty();
    private Optional<Claim> held = Optional.empty();
    private Optional<AccountFault> takesNoMail = Optional.empty();
    private Instant lastUsed = Instant.EPOCH;
    private int listenerStrikes;

    DeliveryRound(AccountDelivery account, DeliveryLedger ledger, MailTransport transport, BooleanSupplier stopping) {
        this.account = account;
        this.ledger = ledger;
        this.transport = transport;
        this.stopping = stopping;
    }

    @Override
    public Duration run() {
        busy.lock();
        try {
            record();
            held.ifPresent(ledger::letGo);
            held = Optional.empty();
            return account.settings().map(this::round).orElseGet(this::switchedOff);
        } finally {
            busy.unlock();
        }
    }

    /** Waits for the mail under way, then hangs up. */
    void stop(Duration patience) throws InterruptedException {
        if (busy.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                hangUp();
            } finally {
                busy.unlock();
            }
        }
    }

    private Duration switchedOff() {
        hangUp();
        return LONGEST_WAIT;
    }

    private Duration round(SmtpAccountSettings settings) {
        if (stopping.getAsBoolean()) {
            return switchedOff();
        }
        Duration full = account.pace().untilRoom(ledger.now(), settings.limits().mailsPerMinute());
        if (full.isPositive()) {
            return full;
        }
        Duration pause = account.health().pauseBefore(ledger.now(), settings);
        if (pause.isPositive()) {
            hangUp();
            return pause;
        }
        Claim claim = ledger.newClaim();
        held = Optional.of(claim);
        List<OutboundMail> mails = ledger.claim(account.id(), claim, batchSize.next());
        if (mails.isEmpty()) {
            return idle();
        }
        Failpoint.CLAIMED.pass();
        deliver(settings, claim, mails);
        // Only now that the mails taken up are given back
        takesNoMail.ifPresent(fault -> ledger.giveUpOverdue(account.id(), fault.sentence()));
        takesNoMail = Optional.empty();
        return Duration.ZERO;
    }

    private Duration idle() {
        Instant now = ledger.now();
        Duration sinceUse = Duration.between(lastUsed, now);
        if (connection.isPresent() && sinceUse.abs().compareTo(KEEP_OPEN) >= 0) {
            hangUp();
        }
        Duration wait = ledger.nextDue(account.id())
                .map(due -> Duration.between(now, due))
                .filter(until -> until.compareTo(LONGEST_WAIT) < 0)
                .orElse(LONGEST_WAIT);
        Duration keepOpen = connection.isPresent() ? KEEP_OPEN.minus(sinceUse) : LONGEST_WAIT;
        Duration shorter = wait.compareTo(keepOpen) < 0 ? wait : keepOpen;
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }

    private void deliver(SmtpAccountSettings settings, Claim claim, List<OutboundMail> mails) {
        long began = System.nanoTime();
        int handled = 0;
        try {
            while (handled < mails.size() && deliver(settings, claim, mails.get(handled))) {
                handled++;
            }
            record();
        } finally {
            if (handled < mails.size()) {
                ledger.release(claim);
            }
            batchSize.took(Duration.ofNanos(System.nanoTime() - began), handled);
        }
    }

    /** Whether to go on with the next mail. */
    private boolean deliver(SmtpAccountSettings settings, Claim claim, OutboundMail mail) {
        if (stopping.getAsBoolean() || !isConnected(settings)) {
            return false;
        }
        if (!account.pace().tryTake(ledger.now(), settings.limits().mailsPerMinute())) {
            return false;
        }
        Optional<Bytes> bytes = bytes(mail);
        if (!begin(mail, claim)) {
            return true;
        }
        Instant start = ledger.now();
        if (bytes.isEmpty()) {
            finish(mail, claim, start, new Transmission(unreadable(mail), Trouble.NONE));
            return true;
        }
        Failpoint.SENDING.pass();
        Optional<Transmission> transmission = send(settings, envelope(settings, mail), bytes.get());
        Failpoint.REPLY_READ.pass();
        transmission.ifPresentOrElse(done -> finish(mail, claim, start, done), () -> ledger.putBack(mail, claim));
        return transmission.isPresent()
                && account.health().pauseBefore(ledger.now(), settings).isZero();
    }

    private boolean isConnected(SmtpAccountSettings settings) {
        if (connection.filter(Connection::isUsable).isPresent()) {
            return true;
        }
        record();
        hangUp();
        switch (transport.open(settings)) {
            case Opening.Open open -> connection = Optional.of(open.connection());
            case Opening.Unavailable unavailable -> failed(unavailable.fault(), settings);
        }
        return connection.isPresent();
    }

    private void failed(AccountFault fault, SmtpAccountSettings settings) {
        account.health().failed(fault, settings, ledger.now());
        takesNoMail = Optional.of(fault);
    }

    /** Hands the mail over; empty when the server could not be given it at all, for reasons that are the account's. */
    private Optional<Transmission> send(SmtpAccountSettings settings, Envelope envelope, Bytes bytes) {
        Transmission transmission = connection.orElseThrow().send(envelope, bytes);
        if (transmission.trouble() == Trouble.STALE) {
            if (!isConnected(settings)) {
                return Optional.empty();
            }
            transmission = connection.orElseThrow().send(envelope, bytes);
        }
        lastUsed = ledger.now();
        return judged(settings, transmission);
    }

    private Optional<Transmission> judged(SmtpAccountSettings settings, Transmission transmission) {
        String reply = transmission.outcomes().values().iterator().next().reply();
        switch (transmission.trouble()) {
            case NONE -> account.health().succeeded(settings);
            case STALE, ACCOUNT -> account.health().strike(reply, settings, ledger.now());
            case LOGIN -> {
                hangUp();
                failed(loginMissing(settings, reply), settings);
                return Optional.empty();
            }
        }
        return Optional.of(transmission);
    }

    private static AccountFault loginMissing(SmtpAccountSettings settings, String reply) {
        return new AccountFault(
                AccountFault.Kind.LOGIN,
                "SMTP account '" + settings.id() + "' (" + settings.server().hostAndPort() + ") wants a login: " + reply
                        + ". Set user and password in conf/smtp/" + settings.id() + ".properties");
    }

    private static Envelope envelope(SmtpAccountSettings settings, OutboundMail mail) {
        SmtpAccountSettings.Identity identity = settings.identity();
        Optional<EmailAddress> sender = mail.stored().envelopeSender();
        return new Envelope(
                sender.isEmpty() && !identity.nullSender() ? Optional.of(identity.envelopeSender()) : sender,
                mail.waiting().stream().limit(MOST_RECIPIENTS).toList());
    }

    /** The mail's bytes; empty when they are damaged, which must not keep the mails behind it. */
    private Optional<Bytes> bytes(OutboundMail mail) {
        try {
            return Optional.of(ledger.bytes(mail));
        } catch (StorageUnavailableException | StorageBrokenException e) {
            throw e;
        } catch (StorageException e) {
            return Optional.empty();
        }
    }

    private static Map<EmailAddress, DeliveryOutcome> unreadable(OutboundMail mail) {
        Map<EmailAddress, DeliveryOutcome> outcomes = new LinkedHashMap<>();
        mail.waiting()
                .forEach(recipient -> outcomes.put(
                        recipient, new DeliveryOutcome.Deferred("The mail's bytes cannot be read from the database")));
        return outcomes;
    }

    private boolean begin(OutboundMail mail, Claim claim) {
        Optional<Finished> before = unrecorded;
        boolean begun =
                before.isPresent() ? ledger.recordAndBegin(before.get(), mail, claim) : ledger.begin(mail, claim);
        unrecorded = Optional.empty();
        return begun;
    }

    private void finish(OutboundMail mail, Claim claim, Instant began, Transmission transmission) {
        unrecorded = Optional.of(new Finished(
                ledger.newAttemptId(), mail, claim, new DeliveryStore.Times(began, ledger.now()), transmission));
    }

    /**
     * Writes down the last outcome. Should the database be away, it is kept and the next round begins with it. A listener
     * that fails three times is not asked again, so that no mail behind this one waits for it.
     */
    private void record() {
        if (unrecorded.isEmpty()) {
            return;
        }
        try {
            ledger.record(unrecorded.get(), listenerStrikes < DeliveryLedger.LISTENER_STRIKES);
        } catch (RuntimeException e) {
            boolean outage = e instanceof StorageException fault && fault.isOutage();
            listenerStrikes += outage ? 0 : 1;
            throw e;
        }
        listenerStrikes = 0;
        unrecorded = Optional.empty();
    }

    private void hangUp() {
        connection.ifPresent(Connection::close);
        connection = Optional.empty();
    }
}
