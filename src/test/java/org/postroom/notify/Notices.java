package org.postroom.notify;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.TicketLinks;
import org.postroom.autoreply.Writers;
import org.postroom.mail.Attachment;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Ids;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Tickets;

/** A ticket of Carla's with a message, for the tests of this package. */
final class Notices {
    static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);
    static final String TEXT = "Hello,\n\nthe printer is on fire.\n\n> an old line\n\nCarla";

    private Notices() {}

    static NoticeWriter.Writing writing() {
        return writing(Writers.noLinks());
    }

    static NoticeWriter.Writing writing(TicketLinks links) {
        return new NoticeWriter.Writing(Writers.TEMPLATES, Writers.tokens(CLOCK), links, new Ids(CLOCK, 1));
    }

    static Agent agent(AgentId id) {
        return SampleCompany.organisation().agent(id).orElseThrow();
    }

    static Agent inGerman(Agent agent) {
        return new Agent(
                agent.id(),
                agent.name(),
                agent.addresses(),
                agent.groups(),
                agent.roles(),
                agent.admin(),
                agent.signature(),
                Locale.GERMAN,
                agent.hourlyCost());
    }

    static Ticket ticket() {
        return Tickets.ticket(TicketState.ACTIVE);
    }

    static Ticket in(GroupId group) {
        Ticket ticket = ticket();
        return new Ticket(
                ticket.id(),
                ticket.number(),
                ticket.matter(),
                group,
                ticket.standing(),
                ticket.times(),
                ticket.version());
    }

    static Ticket assignedTo(AgentId agent) {
        Ticket ticket = ticket();
        return new Ticket(
                ticket.id(),
                ticket.number(),
                ticket.matter(),
                ticket.group(),
                new Ticket.Standing(ticket.state(), Optional.of(agent), ticket.sharing(), ticket.priority()),
                ticket.times(),
                ticket.version());
    }

    static Ticket withoutCustomer() {
        Ticket ticket = ticket();
        return new Ticket(
                ticket.id(),
                ticket.number(),
                new Ticket.Matter("(no sender)", Optional.empty()),
                ticket.group(),
                ticket.standing(),
                ticket.times(),
                ticket.version());
    }

    static Article message(String text, List<Attachment> files) {
        return new Article(
                new ArticleId(9),
                ticket().id(),
                NOW,
                new Article.Content(
                        Article.Kind.CUSTOMER_MAIL,
                        Article.Visibility.PUBLIC,
                        By.customer(Tickets.CARLA.address()),
                        new Article.Addresses(
                                Optional.of(Tickets.CARLA),
                                List.of(NamedAddress.of(SampleCompany.SUPPORT_ADDRESS)),
                                List.of()),
                        "The printer is on fire",
                        Optional.of(new MessageId("m1@example.net")),
                        text,
                        Article.Source.NONE,
                        files.stream().map(Article.AttachedFile::of).toList()));
    }
}
