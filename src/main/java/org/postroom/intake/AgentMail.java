package org.postroom.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.desk.Words;
import org.postroom.mail.IncomingMail.Correspondents;
import org.postroom.mail.NamedAddress;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.Way;

/**
 * An agent's mail about a ticket.
 *
 * @param ticket locked by the transaction under way
 * @param right what its text is: an answer, a comment, or a word on a held mail
 * @param surety what is known of its being the agent's
 * @param now when it is being settled
 */
record AgentMail(MailCase mail, Agent agent, Ticket ticket, Right right, Surety surety, Instant now) {
    /** The same mail, of which this is known. */
    AgentMail of(Surety known) {
        return new AgentMail(mail, agent, ticket, right, known, now);
    }

    /** Whether its agent has confirmed it, so that it is not held again. */
    boolean confirmed() {
        return surety == Surety.CONFIRMED;
    }

    /** Its text as it is to be read, with the files and people that go along. */
    Words words(String text) {
        Correspondents people = mail.mail().correspondents();
        List<NamedAddress> others =
                Stream.concat(people.to().stream(), people.cc().stream()).toList();
        return new Words(text, files().passedOn(), others, Optional.of(mail.carrier()));
    }

    OutgoingFiles files() {
        return OutgoingFiles.of(mail.mail().content().attachments());
    }

    By by() {
        return By.agent(agent.id(), Way.MAIL);
    }
}
