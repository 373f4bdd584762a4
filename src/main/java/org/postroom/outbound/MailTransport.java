package org.postroom.outbound;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;

/** Hands mails to servers. */
public interface MailTransport {
    /** Connects, encrypts and logs in. Does not throw for anything a server or network does. */
    Opening open(SmtpAccountSettings account);

    /** What came of opening a connection. */
    sealed interface Opening {
        /** Ready for mails. */
        record Open(Connection connection) implements Opening {}

        /** No mail can be handed to this account now. */
        record Unavailable(AccountFault fault) implements Opening {}
    }

    /** A connection to an account's server, used by one thread. */
    interface Connection extends AutoCloseable {
        /** Hands over one mail. Does not throw for anything a server or network does. */
        Transmission send(Envelope envelope, Bytes mail);

        /** Whether another mail can be sent by it. */
        boolean isUsable();

        /** Says good-bye and closes; does not throw. */
        @Override
        void close();
    }

    /**
     * What came of handing over one mail.
     *
     * @param outcomes for each recipient of the envelope
     * @param trouble what it says about the account
     */
    record Transmission(Map<EmailAddress, DeliveryOutcome> outcomes, Trouble trouble) {
        public Transmission {
            outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        }

        /** What came of it for one recipient of the envelope. */
        public DeliveryOutcome outcomeFor(EmailAddress recipient) {
            return Optional.ofNullable(outcomes.get(recipient)).orElseThrow();
        }
    }

    /** Whether an attempt failed for reasons that have to do with the account rather than with this mail. */
    enum Trouble {
        /** No. */
        NONE,
        /** A connection used before turned out to be closed before this mail began: try again at once on a new one. */
        STALE,
        /** The connection was lost, or the server takes no mail from us just now. */
        ACCOUNT,
        /** The server wants a login first. */
        LOGIN
    }
}
