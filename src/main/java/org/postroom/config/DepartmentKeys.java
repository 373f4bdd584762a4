package org.postroom.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.postroom.agent.Assignment;
import org.postroom.agent.OnReplyToLocked;
import org.postroom.agent.WhoMayOpen;
import org.postroom.mail.EmailAddress;

/** The keys of {@code departments/ID.properties}. */
final class DepartmentKeys extends KeyTable {
    static final DepartmentKeys KEYS = new DepartmentKeys();

    final Key<String> name = required("name", Types.LINE, "Support", "What the department is called.");
    final Key<String> brand =
            optional("brand", Types.ID, "the only brand, where there is one", "acme", "The brand it belongs to.");
    final Key<Boolean> enabled = key(
            "enabled",
            Types.SWITCH,
            "on",
            "off",
            "Off: its mailbox is left alone and there are no new tickets; old ones stay readable.");
    final Key<EmailAddress> address = required(
            "address", Types.ADDRESS, "support@example.com", "The address customers write to and answers come from.");
    final Key<List<EmailAddress>> aliases = optional(
            "aliases", Types.ADDRESS.list(), "none", "help@example.com", "Other addresses whose mail ends up here.");
    final Key<Boolean> plusAddresses = key(
            "plus-addresses",
            Types.SWITCH,
            "off",
            "on",
            "Whether mail to support+anything@ arrives in this mailbox; then replies go to such an address.");
    final Key<String> displayName = optional(
            "display-name",
            Types.LINE,
            "brand and department: Acme Support",
            "Acme Support",
            "The name in front of the address in From.");
    final Key<Locale> language =
            optional("language", Types.LANGUAGE, "the brand's", "de", "The language of its automatic mails.");
    final Key<String> smtp = optional(
            "smtp",
            Types.ID,
            "the only SMTP account, where there is one",
            "acme",
            "The SMTP account its mail leaves by.");
    final Key<WhoMayOpen> whoMayOpen = key(
            "who-may-open",
            Types.choice(WhoMayOpen.class),
            "everyone",
            "nobody",
            "Who may open a ticket on the page; nobody: an internal department, which is not offered at all, and rejects mails"
                    + " that answer nothing.");
    final Key<Boolean> allowNewTickets = key(
            "allow-new-tickets",
            Types.SWITCH,
            "on",
            "off",
            "Whether a mail that answers nothing opens a ticket; off: its sender is told that it was rejected.");
    final Key<List<String>> groups = optional(
            "groups", Types.ID.list(), "the front line group alone", "front-line, escalation", "Its groups of agents.");
    final Key<String> frontLineGroup =
            key("front-line-group", Types.ID, "front-line", "level-1", "The group new tickets land in.");
    final Key<Assignment> assignment = key(
            "assignment",
            Types.choice(Assignment.class),
            "none",
            "round-robin",
            "Who gets tickets that come to a group and are nobody's: none, the whole group is told; manual, the group is"
                    + " told to take or assign them; round-robin, its available agents in turn; load, the available"
                    + " agent with the fewest active tickets.");
    final Key<Assignment> groupAssignment = optional(
            "assignment.*",
            Types.choice(Assignment.class),
            "as assignment says",
            "load",
            "The same for one group, whose name takes the place of the star.");
    final Key<String> ticketPrefix = optional(
            "tickets.prefix",
            Types.PREFIX,
            "the first three letters of the file's name",
            "SUP",
            "Stands before the numbers of its tickets: SUP-1042.");
    final Key<Boolean> ccTakesPart = key(
            "tickets.cc-takes-part",
            Types.SWITCH,
            "on",
            "off",
            "Whether people whom a customer puts in Cc take part in the ticket.");
    final Key<OnReplyToLocked> onReplyToLocked = key(
            "tickets.on-reply-to-locked",
            Types.choice(OnReplyToLocked.class),
            "reject",
            "new-ticket",
            "What a customer's reply to a locked ticket leads to: a mail that says so, or a new, linked ticket.");
    final Key<Boolean> allAgentsMayFind = key(
            "tickets.all-agents-may-find",
            Types.SWITCH,
            "off",
            "on",
            "Whether every agent may find its tickets, read them and comment on them; managers of any department may"
                    + " then answer, change and assign them too.");
    final Key<Boolean> managersOutsideMayView = key(
            "tickets.managers-outside-may-view",
            Types.SWITCH,
            "off",
            "on",
            "Whether managers of any department may find its tickets and read them.");
    final Key<Duration> undo = key(
            "answers.undo",
            UnitTypes.duration("0s", "60s"),
            "10s",
            "30s",
            "How long an answer sent on the page waits before it leaves; until then it can be taken back. 0s: it leaves at"
                    + " once.");
    final Key<Duration> undoByMail = key(
            "answers.undo-by-mail",
            UnitTypes.duration("0s", "60s"),
            "0s",
            "60s",
            "The same for answers sent by mail: their agent gets a mail that shows the answer, and takes it back by"
                    + " replying CANCEL. 0s: it leaves at once, and there is no such mail.");
    final Key<String> viewLinkText = optional(
            "view-link.text",
            Types.LINE,
            "by its language: View your ticket online, or Ihr Ticket online ansehen",
            "Read and answer on our page",
            "What its mails call the link by which a customer sees the ticket on the page.");
    final HoursKeys hours = new HoursKeys(this, "the brand's", "the brand's", "the brand's");
    final AutomaticMailKeys automatic = new AutomaticMailKeys(this);
    final MailboxKeys mailbox = new MailboxKeys(this);

    private DepartmentKeys() {}
}
