package org.postroom.outbound.smtp;

import java.io.IOException;
import java.net.IDN;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.DeliveryOutcome;
import org.postroom.outbound.DeliveryOutcome.Deferred;
import org.postroom.outbound.DeliveryOutcome.Delivered;
import org.postroom.outbound.DeliveryOutcome.Refused;
import org.postroom.outbound.DeliveryOutcome.Uncertain;
import org.postroom.outbound.Envelope;
import org.postroom.outbound.MailTransport.Transmission;
import org.postroom.outbound.MailTransport.Trouble;
import org.postroom.outbound.SmtpAccountSettings.Timeouts;
import org.postroom.schedule.Failpoint;

/**
 * One mail transaction (RFC 5321 section 3.3), commands in one go where the server takes that (RFC 2920). What is known of
 * each recipient is written down as soon as it is known, so that a lost connection leaves no doubt but the one that there
 * is: whether the server took a mail that it had got whole.
 */
final class SmtpTransaction {
    /** How far the conversation has come. */
    private enum Stage {
        /** The server has not said anything about this mail. */
        BEGIN,
        ENVELOPE,
        CONTENT,
        /** The end of the mail may have reached the server. */
        ENDED
    }

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Wire wire;
    private final Features features;
    private final Timeouts timeouts;
    private final boolean resetFirst;
    private final Map<EmailAddress, DeliveryOutcome> outcomes = new LinkedHashMap<>();
    private final List<EmailAddress> asked = new ArrayList<>();
    private final List<EmailAddress> accepted = new ArrayList<>();
    private Stage stage = Stage.BEGIN;
    private Trouble trouble = Trouble.NONE;
    private boolean usable = true;
    private boolean clean = true;

    /**
     * A transaction yet to run.
     *
     * @param clean whether the server expects MAIL; otherwise it is told to forget the mail before (RSET)
     */
    SmtpTransaction(Wire wire, Features features, Timeouts timeouts, boolean clean) {
        this.wire = wire;
        this.features = features;
        this.timeouts = timeouts;
        this.resetFirst = !clean;
    }

    /**
     * Runs it.
     *
     * @param used whether the connection carried a mail before, so that it may have been closed since
     * @param overdue whether the connection was cut by us because the mail took too long
     */
    Transmission run(Envelope envelope, Bytes mail, boolean used, BooleanSupplier overdue) {
        askable(envelope, mail);
        if (asked.isEmpty()) {
            clean = !resetFirst;
            return new Transmission(outcomes, Trouble.NONE);
        }
        try {
            converse(mailCommand(envelope, mail), mail);
        } catch (HangUpException e) {
            usable = false;
            trouble = used && stage == Stage.BEGIN ? Trouble.STALE : Trouble.ACCOUNT;
            undecided(Deferred::new, e.reply());
        } catch (IOException e) {
            lost(used, overdue.getAsBoolean() ? "took too long for one mail" : Sentences.talking(e));
        }
        return new Transmission(outcomes, trouble);
    }

    boolean isConnectionUsable() {
        return usable;
    }

    /** Whether the next mail can begin without RSET. */
    boolean isConnectionClean() {
        return clean;
    }

    /** Sorts out what this server cannot be asked at all. */
    private void askable(Envelope envelope, Bytes mail) {
        Optional<String> tooLarge = features.size().stream()
                .filter(most -> mail.size() > most)
                .mapToObj(most -> "The mail has " + mail.size() + " bytes, the server takes at most " + most)
                .findFirst();
        for (EmailAddress recipient : envelope.recipients()) {
            if (tooLarge.isPresent()) {
                outcomes.put(recipient, new Refused(tooLarge.get()));
            } else if (path(recipient).isEmpty()
                    || envelope.sender()
                            .map(this::path)
                            .filter(Optional::isEmpty)
                            .isPresent()) {
                outcomes.put(
                        recipient,
                        new Refused("The address has letters beyond ASCII before the @; mail to or from"
                                + " such addresses (SMTPUTF8, RFC 6531) is not supported"));
            } else {
                asked.add(recipient);
            }
        }
    }

    private void converse(String mailCommand, Bytes mail) throws IOException {
        boolean pipelining = features.has("PIPELINING");
        if (pipelining) {
            writeEnvelope(mailCommand);
        }
        clean = false;
        if (resetFirst) {
            reply("RSET", pipelining);
        }
        Reply sender = reply(mailCommand, pipelining);
        stage = Stage.ENVELOPE;
        if (!sender.isPositive()) {
            senderRefused(sender);
        }
        for (EmailAddress recipient : asked) {
            if (pipelining || sender.isPositive()) {
                recipient(recipient, reply(recipientCommand(recipient), pipelining));
            }
        }
        if (pipelining || !accepted.isEmpty()) {
            data(reply("DATA", pipelining), mail);
        }
    }

    private void writeEnvelope(String mailCommand) throws IOException {
        if (resetFirst) {
            wire.write("RSET");
        }
        wire.write(mailCommand);
        for (EmailAddress recipient : asked) {
            wire.write(recipientCommand(recipient));
        }
        wire.write("DATA");
        wire.flush();
    }

    private Reply reply(String command, boolean written) throws IOException {
        if (!written) {
            wire.write(command);
            wire.flush();
        }
        return orHangUp(wire.read(timeouts.reply()));
    }

    private static Reply orHangUp(Reply reply) throws HangUpException {
        if (reply.isClosing()) {
            throw new HangUpException(reply.text());
        }
        return reply;
    }

    private void senderRefused(Reply reply) {
        if (reply.wantsLogin()) {
            trouble = Trouble.LOGIN;
        } else if (!reply.isPermanent()) {
            trouble = Trouble.ACCOUNT;
        }
        boolean forever = reply.isPermanent() && !reply.wantsLogin();
        undecided(forever ? Refused::new : Deferred::new, reply.text());
    }

    private void recipient(EmailAddress recipient, Reply reply) {
        if (outcomes.containsKey(recipient)) {
            return;
        }
        if (reply.isPositive()) {
            accepted.add(recipient);
        } else if (reply.wantsLogin()) {
            trouble = Trouble.LOGIN;
            outcomes.put(recipient, new Deferred(reply.text()));
        } else {
            // 552 here means too many recipients (RFC 5321 section 4.5.3.1.10), which passes
            boolean forever = reply.isPermanent() && reply.code() != 552;
            outcomes.put(recipient, forever ? new Refused(reply.text()) : new Deferred(reply.text()));
        }
    }

    private void data(Reply reply, Bytes mail) throws IOException {
        if (reply.code() == 354 && accepted.isEmpty()) {
            // Nobody takes it, yet the server waits for a mail: give it none (RFC 2920 section 3.1)
            orHangUp(wire.ask(".", timeouts.endOfData()));
        } else if (reply.code() == 354) {
            stage = Stage.CONTENT;
            content(mail);
        } else {
            undecided(reply.isPermanent() ? Refused::new : Deferred::new, reply.text());
        }
    }

    private void content(Bytes mail) throws IOException {
        DotStuffing content = new DotStuffing(wire.out());
        mail.writeTo(content);
        content.endLine();
        stage = Stage.ENDED;
        wire.write(".");
        wire.flush();
        Failpoint.HANDED_OVER.pass();
        Reply reply = orHangUp(wire.read(timeouts.endOfData()));
        clean = reply.isPositive();
        undecided(meaning(reply), reply.text());
    }

    private static Function<String, DeliveryOutcome> meaning(Reply reply) {
        if (reply.isPositive()) {
            return Delivered::new;
        }
        if (reply.isPermanent()) {
            return Refused::new;
        }
        return reply.isTransient() ? Deferred::new : Uncertain::new;
    }

    private void lost(boolean used, String what) {
        usable = false;
        trouble = used && stage == Stage.BEGIN ? Trouble.STALE : Trouble.ACCOUNT;
        if (stage == Stage.ENDED) {
            undecided(Uncertain::new, "The server got the mail whole, then " + what);
        } else {
            Optional<Reply> last = stage == Stage.CONTENT ? lastWords() : Optional.empty();
            undecided(
                    last.filter(Reply::isPermanent).isPresent() ? Refused::new : Deferred::new,
                    last.map(Reply::text).orElse("The server " + what));
        }
    }

    /** What a server said that hung up amid a mail, such as that it is too large. */
    private Optional<Reply> lastWords() {
        try {
            Reply reply = wire.read(LAST_WORDS);
            return Optional.of(reply).filter(last -> last.isPermanent() || last.isTransient());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void undecided(Function<String, DeliveryOutcome> outcome, String text) {
        for (EmailAddress recipient : asked) {
            outcomes.putIfAbsent(recipient, outcome.apply(text));
        }
    }

    private String mailCommand(Envelope envelope, Bytes mail) {
        String sender = envelope.sender().flatMap(this::path).orElse("");
        return "MAIL FROM:<" + sender + ">" + (features.has("SIZE") ? " SIZE=" + mail.size() : "");
    }

    private String recipientCommand(EmailAddress recipient) {
        return "RCPT TO:<" + path(recipient).orElseThrow() + ">";
    }

    /** The address as the envelope spells it, its domain by IDNA; empty where only SMTPUTF8 could. */
    private Optional<String> path(EmailAddress address) {
        try {
            String path = address.localPart() + "@" + IDN.toASCII(address.domain());
            return path.chars().allMatch(c -> c >= ' ' && c <= '~') ? Optional.of(path) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The server said 421. */
    private static final class HangUpException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String reply;

        HangUpException(String reply) {
            super(reply);
            this.reply = reply;
        }

        String reply() {
            return reply;
        }
    }
}
