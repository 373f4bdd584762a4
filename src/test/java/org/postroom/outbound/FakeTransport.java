package org.postroom.outbound;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.DeliveryOutcome.Delivered;

/** A server made of rules. What it takes it keeps. */
final class FakeTransport implements MailTransport {
    /** A mail that was handed over, whatever was said then. */
    record Taken(Envelope envelope, Bytes mail) {}

    final List<Taken> taken = new ArrayList<>();
    int opened;
    private final Map<EmailAddress, DeliveryOutcome> outcomes = new HashMap<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private Optional<AccountFault> fault = Optional.empty();
    private Runnable whileSending = () -> {};

    /** From now on this recipient's mails end so. */
    FakeTransport answer(String recipient, DeliveryOutcome outcome) {
        outcomes.put(EmailAddress.of(recipient), outcome);
        return this;
    }

    /** The next mail meets this. */
    FakeTransport trouble(Trouble trouble) {
        troubles.add(trouble);
        return this;
    }

    /** No connection any more, or again. */
    void fault(Optional<AccountFault> found) {
        fault = found;
    }

    /** Runs in the middle of each mail. */
    void whileSending(Runnable action) {
        whileSending = action;
    }

    /** The recipients of all mails taken, in order. */
    List<String> recipients() {
        return taken.stream()
                .flatMap(mail -> mail.envelope().recipients().stream())
                .map(EmailAddress::value)
                .toList();
    }

    @Override
    public Opening open(SmtpAccountSettings account) {
        opened++;
        return fault.<Opening>map(Opening.Unavailable::new).orElseGet(() -> new Opening.Open(new FakeConnection()));
    }

    private final class FakeConnection implements Connection {
        private boolean usable = true;

        @Override
        public Transmission send(Envelope envelope, Bytes mail) {
            whileSending.run();
            Trouble trouble = troubles.isEmpty() ? Trouble.NONE : troubles.remove();
            usable = trouble == Trouble.NONE;
            boolean reached = trouble == Trouble.NONE;
            Map<EmailAddress, DeliveryOutcome> result = new LinkedHashMap<>();
            for (EmailAddress recipient : envelope.recipients()) {
                DeliveryOutcome outcome = outcomes.getOrDefault(recipient, new Delivered("250 Ok"));
                result.put(recipient, reached ? outcome : new DeliveryOutcome.Deferred("451 " + trouble));
            }
            boolean handedOver = result.values().stream()
                    .anyMatch(outcome -> outcome instanceof Delivered || outcome instanceof DeliveryOutcome.Uncertain);
            if (handedOver) {
                taken.add(new Taken(envelope, mail));
            }
            return new Transmission(result, trouble);
        }

        @Override
        public boolean isUsable() {
            return usable;
        }

        @Override
        public void close() {
            usable = false;
        }
    }
}
